/** Who or what an entity is: since when sources speak of it, what it belongs to, its names, and where else to look. */
import { h, type Child } from "../dom";
import { listed, named, entity as entityLink } from "../parts/cells";
import { facts, type Fact } from "../parts/facts";
import { plain } from "../parts/sentence";
import type { EntityAnswer, Ref, Statement } from "../types";
import { words } from "../words";

type Whole = EntityAnswer["entity"];
const { entity: own } = words;

/** So many names of one fact are in sight. */
const FEW = 8;

/** Label and kind in words. */
export function known(entity: Pick<Whole, "label" | "kind">): string {
  const label = own.labels[entity.label] ?? entity.label;
  const kind = plain(entity.kind);
  return kind.toLowerCase() === label.toLowerCase() ? label : `${label}, ${kind}`;
}

/** From when to when, what it belongs to, and its names; `rows` are the statements that name it, as far as loaded. */
export function about(entity: Whole, rows: readonly Statement[]): HTMLElement[] {
  return [
    facts([[own.told, extent(rows)], ...belongings(entity.id, rows), ...names(entity)]),
    h("details", { class: "aside" }, h("summary", {}, own.identity), facts(identity(entity))),
  ];
}

/** The years that the statements are about. */
function extent(rows: readonly Statement[]): string | null {
  const years = rows.flatMap(({ validity: { earliestStart, latestStart, earliestEnd, latestEnd } }) =>
    [earliestStart ?? earliestEnd ?? latestStart, earliestEnd ?? latestStart ?? latestEnd].flatMap((day) =>
      day ? [day.slice(0, 4)] : [],
    ),
  );
  const [first, last] = [years.sort()[0], years.at(-1)];
  return first && last ? (first === last ? first : own.years(first, last)) : null;
}

/** What is plainly said to be so: of what it is part, who leads it, and the like. */
function belongings(id: string, rows: readonly Statement[]): Fact[] {
  const plainly = rows.filter(({ polarity, mode }) => polarity === "asserts" && mode === "occurred");
  return own.belongs.map(([predicate, role, other, label]) => {
    const found = plainly
      .filter((row) => row.predicate === predicate && refs(row, role).some((ref) => ref.id === id))
      .flatMap((row) => refs(row, other));
    const all = [...new Map(found.filter((ref) => ref.id !== id).map((ref) => [ref.id, ref])).values()];
    const more = all.length - FEW;
    return [label, all.length > 0 && [listed(all.slice(0, FEW), entityLink), more > 0 && own.andMore(more)]];
  });
}

function refs({ roles }: Statement, role: string): readonly Ref[] {
  return (roles as Readonly<Record<string, readonly Ref[]>>)[role] ?? [];
}

/** Its other names by language; those of no language first. */
function names({ name, aliases, names: found }: Whole): Fact[] {
  const ofLanguages = Object.entries(found).flatMap(([code, all]) => {
    const others = all.filter((one) => one !== name);
    return others.length ? [[code, others] as const] : [];
  });
  const listedThere = new Set(ofLanguages.flatMap(([, all]) => all));
  const others = aliases.filter((one) => one !== name && !listedThere.has(one));
  const inLanguage = ([code, all]: readonly [string, readonly string[]]): Child =>
    h(
      "li",
      {},
      h("small", {}, `${words.language(code)} `),
      listed(all, (one) => h("bdi", { dir: "auto", lang: code }, one)),
    );
  return [
    [own.aliases, others.length > 0 && listed(others, named)],
    [own.otherLanguages, ofLanguages.length > 0 && h("ul", { class: "languages" }, ofLanguages.map(inLanguage))],
  ];
}

/** Its ids, and whom it is, is not or may be the same as. */
function identity(entity: Whole): Fact[] {
  const id = (text: string): HTMLElement => h("span", { class: "id" }, text);
  const pairs = (ids: readonly string[], names: readonly string[]): Child[] =>
    listed(
      ids.map((one, at) => ({ id: one, name: names[at] ?? one })),
      entityLink,
    );
  return [
    [words.statement.key, id(entity.id)],
    [own.externalIds, listed(Object.entries(entity.externalIds), ([scheme, one]) => [`${scheme} `, id(one)])],
    [own.sameAs, listed(entity.sameAs, id)],
    [own.unsure, pairs(entity.unsure, entity.unsureNames)],
    [own.notSameAs, pairs(entity.notSameAs, entity.notSameAsNames)],
  ];
}

/** Where else it can be looked at. */
export function ways(entity: Whole): HTMLElement {
  const { name, label } = entity;
  const id = encodeURIComponent(entity.id);
  const by: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    Actor: [
      [`/custody?holder=${id}`, own.asHolder(name)],
      [`/alliances?actor=${id}`, own.allies],
    ],
    Group: [
      [`/custody?held=${id}`, own.asHeld(name)],
      [`/custody/series?held=${id}`, own.series],
      [`/custody/chain?held=${id}`, own.chain],
      [`/custody/ledger?held=${id}`, own.ledger],
      [`/plans?held=${id}`, own.plans],
    ],
    Place: [[`/custody?place=${id}`, own.atPlace(name)]],
  };
  const all = [
    ...(by[label] ?? []),
    [`/contested?entity=${id}`, own.contested] as const,
    [`/silences?entity=${id}`, own.silences] as const,
  ];
  return h(
    "nav",
    { "aria-label": own.follow },
    h(
      "ul",
      { class: "ways" },
      all.map(([href, text]) => h("li", {}, h("a", { href }, text))),
    ),
  );
}

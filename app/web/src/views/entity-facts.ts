/** What stands above an entity's statements: its names, whom it is or is not the same as, and where else to look. */
import { ask } from "../api";
import { h, type Child } from "../dom";
import { listed, named, entity as entityLink } from "../parts/cells";
import { facts } from "../parts/facts";
import { plain } from "../parts/sentence";
import type { AlliancesAnswer, EntityAnswer, Statement } from "../types";
import { words } from "../words";

type Whole = EntityAnswer["entity"];

/** Label and kind in words. */
export function known(entity: Pick<Whole, "label" | "kind">): string {
  const label = words.entity.labels[entity.label] ?? entity.label;
  const kind = plain(entity.kind);
  return kind.toLowerCase() === label.toLowerCase() ? label : `${label}, ${kind}`;
}

/** Names and identity. Whom it may be is told by name, which is asked for. */
export async function about(entity: Whole, signal: AbortSignal): Promise<HTMLElement> {
  const [unsure, apart] = await Promise.all([called(entity.unsure, signal), called(entity.notSameAs, signal)]);
  return facts([
    [words.entity.aliases, entity.aliases.length > 0 && listed(entity.aliases, named)],
    [
      words.entity.externalIds,
      listed(Object.entries(entity.externalIds), ([scheme, id]) => [`${scheme} `, h("span", { class: "id" }, id)]),
    ],
    [words.statement.key, h("span", { class: "id" }, entity.id)],
    [words.entity.sameAs, listed(entity.sameAs, (id) => h("span", { class: "id" }, id))],
    [words.entity.unsure, listed(unsure, entityLink)],
    [words.entity.notSameAs, listed(apart, entityLink)],
  ]);
}

async function called(ids: readonly string[], signal: AbortSignal): Promise<{ id: string; name: string }[]> {
  const one = async (id: string): Promise<{ id: string; name: string }> => {
    try {
      return (await ask<EntityAnswer>(`/v1/entities/${encodeURIComponent(id)}`, signal)).entity;
    } catch (error) {
      if (signal.aborted) throw error;
      return { id, name: id };
    }
  };
  return Promise.all(ids.slice(0, 12).map(one));
}

/** Where else it can be looked at. `then` is the last day of its evidence, where it is not today's. */
export function ways(entity: Whole, then: string | null = null, below: Child = null): HTMLElement {
  const { name, label } = entity;
  const id = encodeURIComponent(entity.id);
  const by: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    Actor: [
      [`/custody?holder=${id}`, words.entity.asHolder(name)],
      [`/alliances?actor=${id}`, words.entity.alliesToday],
      ...(then ? [[`/alliances?actor=${id}&as_of=${then}`, words.entity.alliesThen(then)] as const] : []),
    ],
    Group: [
      [`/custody?held=${id}`, words.entity.asHeld(name)],
      [`/custody/series?held=${id}`, words.entity.series],
      [`/custody/chain?held=${id}`, words.entity.chain],
      [`/custody/ledger?held=${id}`, words.entity.ledger],
      [`/plans?held=${id}`, words.entity.plans],
    ],
    Place: [[`/custody?place=${id}`, words.entity.atPlace(name)]],
  };
  const all = [
    ...(by[label] ?? []),
    [`/contested?entity=${id}`, words.entity.contested] as const,
    [`/silences?entity=${id}`, words.entity.silences] as const,
  ];
  return h(
    "nav",
    { "aria-label": words.entity.follow },
    h(
      "ul",
      { class: "ways" },
      all.map(([href, text]) => h("li", {}, h("a", { href }, text))),
      below && h("li", {}, below),
    ),
  );
}

/** The last day of evidence on whom an actor sided with; null where there is some today, or none at all. */
export async function waysThen(entity: Whole, signal: AbortSignal): Promise<string | null> {
  if (entity.label !== "Actor") return null;
  const answer = await ask<AlliancesAnswer>(`/v1/alliances?actor=${encodeURIComponent(entity.id)}&limit=1`, signal);
  if (answer.rows.length) return null;
  const days = answer.lastKnown.flatMap((row) =>
    (row.statements as readonly (Statement | string)[]).flatMap((one) =>
      typeof one === "string" ? [] : [one.validity.latestEnd ?? one.validity.earliestEnd],
    ),
  );
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** How the things of an answer look in a table or a list: names, counts, doubt, speakers, statements. */
import { changed, read, written } from "../address";
import { h, type Child } from "../dom";
import type { Denier, Ref, Speaker, Statement } from "../types";
import { words } from "../words";
export { bounds, limits as within, unbroken } from "./bounds";

interface Bounded {
  readonly min: number | null;
  readonly max: number | null;
}

/** So many statements of a row are in sight; the others unfold. */
const FEW = 10;

/** Words that no column is wide enough for. */
const ENDLESS = /\S{40}/;

/** A name, kept apart from the direction of the text around it. */
export function named(text: string): HTMLElement {
  return h("bdi", { dir: "auto", class: ENDLESS.test(text) ? "endless" : null }, text);
}

/** An entity that leads to its page. */
export function entity(ref: { readonly id: string; readonly name: string }): HTMLElement {
  return h("a", { href: `/entities/${encodeURIComponent(ref.id)}` }, named(ref.name));
}

/** Several in a line, parted by commas. */
export function listed<T>(items: readonly T[], one: (item: T) => Child): Child[] {
  return items.flatMap((item, at) => (at ? [words.comma, one(item)] : [one(item)]));
}

export function entities(refs: readonly Ref[]): Child[] {
  return listed(refs, entity);
}

export function speakers(found: readonly Speaker[]): Child[] {
  return listed(found, entity);
}

/** A range in words: "1,800 to 2,200", "2,000 or more". */
export function range({ min, max }: Bounded): string {
  if (min === null) return max === null ? words.count.any : words.count.upTo(max);
  if (max === null) return min ? words.count.orMore(min) : words.count.any;
  return min === max ? words.number(min) : words.count.range(min, max);
}

/** Certain or possible, as a word with its line. */
export function certainty(value: string): HTMLElement {
  const text = value === "certain" ? words.doubt.certain : words.doubt.possible;
  return h("span", { class: `doubt ${value}` }, text);
}

export function contestedMark(): HTMLElement {
  return h("strong", { class: "contested" }, words.doubt.contested);
}

/** Who denies it, specific denials before general ones; nothing where nobody does. */
export function deniers(found: readonly Denier[]): Child[] {
  return listed(found, (denier) => [
    h(
      "a",
      { href: `/statements/${encodeURIComponent(denier.statement)}` },
      `${denier.scope === "general" ? words.doubt.deniedInGeneral : words.doubt.deniedBy} `,
    ),
    entity(denier),
  ]);
}

/**
 * Links to the statements of a row, named by who says so; where it shows only the first of them, their number and a
 * link to all.
 */
export function statements({
  statements: found,
  statementCount,
}: {
  readonly statements: readonly Statement[];
  readonly statementCount: number;
}): HTMLElement {
  const one = ({ id, predicate, count, saidBy }: Statement): HTMLElement =>
    h(
      "li",
      {},
      statementLink(id, [
        predicate.replaceAll("_", " "),
        count && ` ${words.count.wording(count.wording)}`,
        words.comma,
        named(saidBy.name),
      ]),
    );
  const [first, rest] = found.length > FEW ? [found.slice(0, FEW), found.slice(FEW)] : [found, []];
  return h(
    "ul",
    { class: "plain" },
    first.map(one),
    rest.length > 0 &&
      h(
        "li",
        {},
        h(
          "details",
          {},
          h("summary", {}, words.moreStatements(rest.length)),
          h("ul", { class: "plain" }, rest.map(one)),
        ),
      ),
    statementCount > found.length && h("li", {}, allStatements(found.length, statementCount)),
  );
}

/** "The first 50 of 1,310 statements", as a link to the same answer with all of them. */
export function allStatements(shown: number, all: number): HTMLElement {
  return h(
    "a",
    { class: "rest", href: written(changed(read(location), { include: "statements" })) },
    words.firstStatements(shown, all),
  );
}

export function statementLink(id: string, ...text: Child[]): HTMLElement {
  return h("a", { href: `/statements/${encodeURIComponent(id)}` }, text);
}

/** The sign of a pair in words, with a sample of its line. */
export function sign(value: number | null, mixed = false): HTMLElement {
  const name = mixed ? "mixed" : value === 1 ? "friendly" : value === -1 ? "hostile" : value === 0 ? "neutral" : "none";
  return h("span", { class: `sign ${name}` }, words.sign[name]);
}

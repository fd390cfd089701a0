/** The questions that typed words ask: links, what was understood, what was not, and what else they may ask. */
import { h, type Child } from "../dom";
import { pageOf } from "../router";
import type { ChosenQuestion, ReadClause, ReadQuestion } from "../types";
import { words } from "../words";

const { searching: own } = words;

/** Nothing where the words are no question. */
export function offered(asked: ReadQuestion | null): Child {
  return asked && h("section", { class: "offered" }, [asked, ...asked.further].map(clause));
}

/** The address and the text of each question to follow at once; one without words that are not understood says so. */
export function listOffers(asked: ReadQuestion | null): readonly OfferedLink[] {
  const clauses = asked ? [asked, ...asked.further] : [];
  return clauses.flatMap(({ address, reads, choices }) =>
    address
      ? [{ address, text: reads }]
      : choices.filter((one) => one.leavesOut.length).map((one) => ({ address: one.address, text: textOf(one) })),
  );
}

export interface OfferedLink {
  readonly address: string;
  readonly text: string;
}

function clause({ address, reads, understood, notUnderstood, choices }: ReadClause): Child {
  return [
    address && h("p", {}, h("a", { href: pageOf(address) }, reads)),
    Boolean(notUnderstood.length) && h("p", {}, own.notUnderstood(notUnderstood)),
    Boolean(choices.length) && [h("p", {}, address ? own.orAsked : own.choose), h("ul", {}, choices.map(choice))],
    Boolean(understood.length) && h("ul", { class: "understood" }, understood.map(part)),
  ];
}

/** Such as `“in January 2026”: as_of 2026-01`. */
function part({ words: typed, parameter, value, name }: ReadClause["understood"][number]): HTMLElement {
  return h("li", {}, `“${typed}”: `, name ?? value ?? own.isDefault, parameter && h("small", {}, ` ${parameter}`));
}

function choice(one: ChosenQuestion): HTMLElement {
  return h("li", {}, h("a", { href: pageOf(one.address) }, textOf(one)));
}

function textOf({ reads, leavesOut }: ChosenQuestion): string {
  return leavesOut.length ? own.without(reads, leavesOut) : reads;
}

/** The question that typed words ask: a link to it, what was understood, what was not, and what else they may ask. */
import { h, type Child } from "../dom";
import { pageOf } from "../router";
import type { OfferedQuestion, ReadQuestion } from "../types";
import { words } from "../words";

const { searching: own } = words;

/** Nothing where the words are no question. */
export function offered(asked: ReadQuestion | null): Child {
  if (!asked) return null;
  const { address, reads, understood, notUnderstood, choices } = asked;
  return h(
    "section",
    { class: "offered" },
    address && h("p", {}, h("a", { href: pageOf(address) }, reads)),
    Boolean(notUnderstood.length) && h("p", {}, own.notUnderstood(notUnderstood)),
    Boolean(choices.length) && [h("p", {}, address ? own.orAsked : own.choose), h("ul", {}, choices.map(choice))],
    Boolean(understood.length) && h("ul", { class: "understood" }, understood.map(part)),
  );
}

/** Such as `“in January 2026”: as_of 2026-01`. */
function part({ words: typed, parameter, value, name }: OfferedQuestion["understood"][number]): HTMLElement {
  return h("li", {}, `“${typed}”: `, name ?? value ?? own.isDefault, parameter && h("small", {}, ` ${parameter}`));
}

function choice({ address, reads }: OfferedQuestion): HTMLElement {
  return h("li", {}, h("a", { href: pageOf(address) }, reads));
}

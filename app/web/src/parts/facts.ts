/** A list of facts by name, links out, and what several record views share. */
import { h, type Child } from "../dom";
import { words } from "../words";
import { named } from "./cells";

export type Fact = readonly [name: string, value: Child];

/** Name and value; those without a value are left out. */
export function facts(pairs: readonly Fact[]): HTMLElement {
  const there = pairs.filter(
    ([, value]) =>
      value !== null &&
      value !== undefined &&
      value !== false &&
      value !== "" &&
      !(Array.isArray(value) && !value.length),
  );
  return h(
    "dl",
    { class: "facts" },
    there.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
}

/** Leads elsewhere; nothing but http and https is made a link. */
export function external(url: string, text: Child = url): HTMLElement {
  if (!/^https?:\/\/\S+$/i.test(url)) return named(url);
  return h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** A section with its heading; nothing where it has no content. */
export function section(heading: string, ...content: Child[]): Child {
  return content.some(Boolean) && h("section", {}, h("h2", {}, heading), content);
}

/** "12 rows" for one field, no count for none. */
export function none(text: string): HTMLElement {
  return h("span", { class: "none" }, text);
}

export function anonymous(speaker: { readonly anonymous: boolean }): Child {
  return speaker.anonymous && h("small", {}, ` ${words.statement.anonymous}`);
}

/**
 * Names as they are typed: an input with a list of suggestions from /v1/search.
 *
 * By the ARIA 1.2 pattern of a combobox with a listbox: arrows move, Enter takes, Escape closes.
 */
import { ask } from "../api";
import { fill, h } from "../dom";
import type { Match, SearchAnswer } from "../types";
import { words } from "../words";
import { named } from "./cells";
import { say } from "./status";

export interface Choosing {
  /** Only entities of this label; null for all, and sources. */
  readonly label: "Actor" | "Group" | "Place" | "Nationality" | null;
  /** Whether sources are among them, where no label is given. */
  readonly sources?: boolean;
  readonly choose: (match: Match) => void;
  /** Whether the text goes when something is chosen. */
  readonly clears?: boolean;
}

const PAUSE = 120;
const MOST = 8;
let made = 0;

/** Wraps an input that is given; what is typed stays in it. */
export function suggesting(
  input: HTMLInputElement,
  { label, choose, clears = false, sources = true }: Choosing,
): HTMLElement {
  const id = `suggestions-${++made}`;
  const list = h("ul", {
    role: "listbox",
    id,
    hidden: true,
    "aria-label": input.getAttribute("aria-label") ?? words.search.label,
  });
  let found: readonly Match[] = [];
  let at = -1;
  let timer = 0;
  let waiting = new AbortController();

  const close = (): void => {
    window.clearTimeout(timer);
    waiting.abort();
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (match: Match): void => {
    input.value = clears ? "" : match.name;
    close();
    choose(match);
  };
  const point = (to: number): void => {
    at = to;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    const option = list.children[at];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const suggest = async (): Promise<void> => {
    waiting.abort();
    waiting = new AbortController();
    const q = input.value.trim();
    if (!q) return close();
    const query = new URLSearchParams({ q, limit: String(MOST), ...(label ? { label } : {}) });
    try {
      found = (await ask<SearchAnswer>(`/v1/search?${query}`, waiting.signal)).rows.filter(
        (match) => sources || match.type !== "source",
      );
    } catch {
      return close();
    }
    if (document.activeElement !== input) return close();
    const option = (match: Match, place: number): HTMLElement =>
      h(
        "li",
        {
          role: "option",
          id: `${id}-${place}`,
          "aria-selected": "false",
          onmousedown: (event: Event) => event.preventDefault(),
          onclick: () => take(match),
        },
        named(match.name),
        h("small", {}, ` ${(match.kind ?? match.type).replaceAll("_", " ")}`),
      );
    fill(list, found.map(option));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    at = -1;
    say(words.controls.suggestions(found.length));
  };
  const key = (event: KeyboardEvent): void => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      point((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && at >= 0) take(found[at]!);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
  }))
    input.setAttribute(name, value);
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void suggest(), PAUSE);
  });
  input.addEventListener("keydown", key);
  input.addEventListener("blur", close);
  return h("span", { class: "combobox" }, input, list);
}

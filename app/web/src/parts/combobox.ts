/**
 * Names as they are typed: an input with a list of suggestions from /v1/search.
 *
 * By the ARIA 1.2 pattern of a combobox with a listbox: arrows move, Enter takes, Escape closes.
 */
import { ask } from "../api";
import { fill, h, set, type Child } from "../dom";
import type { Match, SearchAnswer } from "../types";
import { words } from "../words";
import { named } from "./cells";
import { listOffers, type OfferedLink } from "./offered";
import { say } from "./status";

export interface Choosing {
  /** Only entities of this label; null for all, and sources. */
  readonly label: "Actor" | "Group" | "Place" | "Nationality" | null;
  /** Whether sources are among them, where no label is given. */
  readonly sources?: boolean;
  readonly choose: (match: Match) => void;
  /** Where a question that is typed as a sentence is shown; left out, none is offered. */
  readonly follow?: (address: string) => void;
  /** Whether the text goes when something is chosen. */
  readonly clears?: boolean;
}

const PAUSE = 120;
const MOST = 8;
let made = 0;

/** Wraps an input that is given; what is typed stays in it. */
export function suggesting(input: HTMLInputElement, choosing: Choosing): HTMLElement {
  const suggestions = new Suggestions(input, choosing);
  return h("span", { class: "combobox" }, input, suggestions.list);
}

class Suggestions {
  readonly list: HTMLElement;
  private readonly id = `suggestions-${++made}`;
  private found: readonly Match[] = [];
  private offers: readonly OfferedLink[] = [];
  private at = -1;
  private timer = 0;
  private waiting = new AbortController();

  constructor(
    private readonly input: HTMLInputElement,
    private readonly choosing: Choosing,
  ) {
    const label = input.getAttribute("aria-label") ?? words.search.label;
    this.list = h("ul", { role: "listbox", id: this.id, hidden: true, "aria-label": label });
    set(input, {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
      autocomplete: "off",
      oninput: () => {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.suggest(), PAUSE);
      },
      onkeydown: (event: KeyboardEvent) => this.key(event),
      onblur: () => this.close(),
    });
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.waiting.abort();
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private take(match: Match): void {
    this.input.value = this.choosing.clears ? "" : match.name;
    this.close();
    this.choosing.choose(match);
  }

  private takeAt(place: number): void {
    const offer = this.offers[place];
    const match = this.found[place - this.offers.length];
    if (match) this.take(match);
    else if (offer) {
      this.input.value = "";
      this.close();
      this.choosing.follow?.(offer.address);
    }
  }

  private point(to: number): void {
    this.at = to;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === to)));
    const option = this.list.children[to];
    set(this.input, { "aria-activedescendant": option?.id });
    option?.scrollIntoView({ block: "nearest" });
  }

  private async suggest(): Promise<void> {
    this.waiting.abort();
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    const q = this.input.value.trim();
    const found = q ? await this.ask(q, signal).catch(() => null) : null;
    if (signal.aborted) return;
    if (!found || document.activeElement !== this.input) this.close();
    else this.show(found);
  }

  private async ask(q: string, signal: AbortSignal): Promise<readonly Match[]> {
    const { label, sources = true, follow } = this.choosing;
    const query = new URLSearchParams({ q, limit: String(MOST), ...(label ? { label } : {}) });
    const { asked, rows } = await ask<SearchAnswer>(`/v1/search?${query}`, signal);
    this.offers = follow ? listOffers(asked) : [];
    return rows.filter((match) => sources || match.type !== "source");
  }

  private show(found: readonly Match[]): void {
    this.found = found;
    this.at = -1;
    const questions = this.offers.map(({ text }) => [text]);
    const matches = found.map((match) => [
      named(match.name),
      h("small", {}, ` ${(match.kind ?? match.type).replaceAll("_", " ")}`),
    ]);
    const options = [...questions, ...matches];
    fill(
      this.list,
      options.map((option, place) => this.option(option, place)),
    );
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    say(words.controls.suggestions(options.length));
  }

  private option(content: Child, place: number): HTMLElement {
    return h(
      "li",
      {
        role: "option",
        id: `${this.id}-${place}`,
        "aria-selected": "false",
        onmousedown: (event: Event) => event.preventDefault(),
        onclick: () => this.takeAt(place),
      },
      content,
    );
  }

  private key(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const before = this.at < 0 && step < 0 ? 1 : 0; // from nowhere, up is to the last
      const size = this.list.children.length;
      this.point((this.at + step + size + before) % size);
    } else if (event.key === "Enter" && this.at >= 0) this.takeAt(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

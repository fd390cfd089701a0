/**
 * What most views are made of: the answer in a sentence, the question in a line, the picture, and then the evidence.
 *
 * The table never waits for the picture.
 */
import { api, type Address } from "../address";
import { ask, Refused, type Trouble } from "../api";
import { fill, h, type Child } from "../dom";
import type { Framed } from "../types";
import type { Context } from "../view";
import { words } from "../words";
import { entity } from "./cells";
import { controls, type Controls, type Field } from "./controls";
import { say } from "./status";
import type { Options } from "./table";
import { wordOf } from "./word";
import { tools } from "./tools";

export interface Tab {
  readonly text: string;
  readonly href: (address: Address) => string;
  readonly path: string;
}

export type Ordering = Pick<Options<unknown>, "sort" | "onSort" | "next">;

export interface Parts {
  readonly title: string;
  readonly fields?: readonly Field[];
  readonly tabs?: readonly Tab[];
  /** Suffixes that the answer has beside json, csv and svg. */
  readonly files?: readonly string[];
  /** The address of its files, where the API does not know all parameters of the view's. */
  readonly filed?: (address: Address) => Address;
}

/** Up to how many letters a headline is short or long. */
const SIZES = [
  [110, "short"],
  [230, "middle"],
  [330, "long"],
] as const;

export class Sheet {
  readonly heading = h("h1");
  readonly summary = h("p", { class: "summary" });
  readonly figure = h("figure", { class: "main", hidden: true });
  /** Fixed to the picture: what moves it. */
  readonly steering = h("div", { class: "steering" });
  /** Between picture and table: who the answer rests on, and what leads elsewhere. */
  readonly before = h("div", { class: "before" });
  readonly table = h("section", { class: "rows" });
  /** Below table and drawing. */
  readonly after = h("div", { class: "after" });
  private readonly problem = h("div", { class: "problems" });
  private readonly notes = h("section", { class: "notes" });
  private readonly tools = h("section", { class: "tools" });
  private readonly tabs = h("ul");
  private readonly controls: Controls | null;

  constructor(
    private readonly root: HTMLElement,
    readonly context: Context,
    private readonly parts: Parts,
  ) {
    this.heading.textContent = parts.title;
    this.controls = parts.fields?.length ? controls(parts.fields, context) : null;
    const tabs = parts.tabs ? h("nav", { class: "tabs", "aria-label": parts.title }, this.tabs) : null;
    const { heading, problem, summary, figure, steering, before, table, after, notes } = this;
    const top = h("div", { class: "top" }, heading, tabs);
    fill(root, top, problem, summary, this.controls?.element);
    root.append(figure, steering, before, table, after, notes, this.tools);
    document.title = `${parts.title} – ${words.site}`;
  }

  /** What is shown as the heading and in the window's title. */
  entitled(text: string, ...more: Child[]): void {
    fill(this.heading, h("bdi", { dir: "auto" }, text), more);
    document.title = `${text} – ${words.site}`;
  }

  /**
   * Ask the API for an address, by default the one that is shown; what frames the answer is put in its places.
   *
   * Returns null for what the service refuses, which is then told in the place of the rows.
   */
  async load<T extends Framed>(address: Address, signal: AbortSignal, from: string = api(address)): Promise<T | null> {
    this.follow(address);
    this.root.setAttribute("aria-busy", "true");
    say(words.status.loading);
    try {
      const answer = await ask<T>(from, signal);
      signal.throwIfAborted();
      this.answered(address, answer);
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refused(error.trouble, address);
      return null;
    } finally {
      if (!signal.aborted) this.root.removeAttribute("aria-busy");
    }
  }

  /** Fields and tabs by the address, before anything is asked. */
  follow(address: Address, question?: Readonly<Record<string, unknown>>): void {
    this.controls?.update(address, question);
    const here = (tab: Tab): "page" | null => (tab.path === address.path ? "page" : null);
    fill(
      this.tabs,
      (this.parts.tabs ?? []).map((tab) =>
        h("li", {}, h("a", { href: tab.href(address), "aria-current": here(tab) }, tab.text)),
      ),
    );
  }

  /** The frame of an answer; the rows are the view's. */
  answered(address: Address, answer: Framed): void {
    fill(this.problem);
    this.follow(address, (answer as { question?: Readonly<Record<string, unknown>> }).question);
    this.tell(answer.summary ?? "");
    fill(
      this.notes,
      answer.notes.length
        ? [
            h("h2", {}, words.notes),
            h(
              "ul",
              {},
              answer.notes.map((note) => h("li", {}, note)),
            ),
          ]
        : null,
    );
    fill(
      this.tools,
      tools({
        title: this.heading.textContent,
        summary: answer.summary ?? "",
        version: answer.dataVersion,
        word: wordOf(answer),
        address,
        filed: (this.parts.filed ?? ((same) => same))(address),
        files: this.parts.files ?? [],
        answer,
      }),
    );
    const rows = (answer as { rows?: readonly unknown[] }).rows;
    say(rows ? words.status.rows(rows.length) : "");
  }

  /** What stands there while too little is given to ask anything: fields, tabs and a sentence. */
  unasked(address: Address, summary = ""): void {
    for (const place of [this.problem, this.table, this.notes, this.tools, this.after]) fill(place);
    this.figure.hidden = true;
    this.follow(address);
    this.tell(summary);
    say(summary);
  }

  /** The answer in a sentence: a short one in large letters, so that all have the same room. */
  tell(summary: string): void {
    this.summary.textContent = summary;
    this.summary.dataset.size = SIZES.find(([most]) => summary.length <= most)?.[1] ?? "longest";
  }

  /** How a table of this answer is sorted, and how it goes on where the answer has more rows. */
  ordering(address: Address, answer?: Framed): Ordering {
    const next = answer?.next;
    return {
      sort: address.params.get("sort"),
      onSort: (sort) => this.context.go({ sort }, { replace: true }),
      next: next ? () => this.context.go({ cursor: next }) : null,
    };
  }

  /** A problem in the place of the rows, with what may have been meant. */
  refused(trouble: Trouble, address: Address): void {
    this.clear();
    this.controls?.open();
    fill(this.problem, told(trouble, address));
    say(words.problem.heading);
  }

  /** Nothing of an answer is left: there is none now. */
  clear(): void {
    for (const place of [this.problem, this.summary, this.table, this.notes, this.tools, this.after]) fill(place);
    this.figure.hidden = true;
  }
}

/** A problem in words; each choice is a link to the same question with that one. */
export function told(trouble: Trouble, address: Address): HTMLElement {
  const choice = (ref: { id: string; name: string; kind: string }): HTMLElement => {
    const params = new URLSearchParams(address.params);
    if (trouble.parameter && params.has(trouble.parameter)) params.set(trouble.parameter, ref.id);
    const meant = trouble.parameter && params.has(trouble.parameter);
    return h(
      "li",
      {},
      meant ? h("a", { href: `${address.path}?${params}` }, h("bdi", {}, ref.name)) : entity(ref),
      ` ${ref.kind.replaceAll("_", " ")}`,
    );
  };
  return h(
    "section",
    { class: "problem", role: "alert" },
    h("h2", {}, words.problem.heading),
    h("p", {}, trouble.detail),
    trouble.hint && h("p", {}, trouble.hint),
    trouble.choices?.length && [h("p", {}, words.problem.choices), h("ul", {}, trouble.choices.map(choice))],
  );
}

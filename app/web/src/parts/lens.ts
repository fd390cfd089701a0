/** The speaker lens: a chip for each speaker of an answer, and what changes without one of them. */
import { api, changed, type Address } from "../address";
import { ask } from "../api";
import { fill, h } from "../dom";
import type { Speaker } from "../types";
import type { Context } from "../view";
import { words } from "../words";
import { named } from "./cells";

/** A row as it is told in one line: who it is about, and what it says. */
export interface Told {
  readonly key: string;
  readonly name: string;
  readonly says: string;
}

export interface Lens<Answer> {
  readonly element: HTMLElement;
  /** After each answer. */
  readonly show: (address: Address, answer: Answer, signal: AbortSignal) => Promise<void>;
}

const LENS = { exclude: null, trust: null, min_independent: null, reviewed: null };
const REVIEWS = { checked: words.lens.reviews.checked, agreed: words.lens.reviews.agreed };
/** So many speakers are in sight; those who are left out always are. */
const FEW = 12;
/** What `exclude` calls all who are party to the events that they describe. */
const PARTIES = "parties";

interface Chip {
  readonly id: string;
  readonly name: string;
  readonly isOut: boolean;
}

/** `speakers` and `told` read an answer; the answer without the lens is asked for only where a lens is given. */
export function lens<Answer extends { readonly question: object }>(
  context: Context,
  speakers: (answer: Answer) => readonly Speaker[],
  told: (answer: Answer) => readonly Told[],
): Lens<Answer> {
  const chips = new Chips(context);
  const changes = h("div");
  const more = stricter(context);
  const element = h(
    "section",
    { class: "lens", "aria-label": words.lens.heading },
    chips.element,
    more.element,
    changes,
  );

  const show = async (address: Address, answer: Answer, signal: AbortSignal): Promise<void> => {
    const names = new Map((lensOf(answer)?.exclude ?? []).map(({ id, name }) => [id, name]));
    const out = listOut(address).map((id) => ({ id, name: names.get(id) ?? id, isOut: true }));
    const found = new Map(speakers(answer).map(({ id, name }) => [id, { id, name, isOut: false }]));
    const all = [...found.values(), ...out.filter(({ id }) => id !== PARTIES && !found.has(id))];
    const given = Object.keys(LENS).some((name) => address.params.has(name));
    element.hidden = !all.length && !given;
    chips.show(all, address);
    more.update(address);
    if (!given) {
      fill(changes);
      return;
    }
    const whole = await ask<Answer>(api(changed(address, LENS)), signal);
    signal.throwIfAborted();
    const lines = compared(told(whole), told(answer));
    fill(
      changes,
      h("h2", {}, words.lens.changes),
      lines.length
        ? h(
            "ul",
            {},
            lines.map((line) => h("li", {}, line)),
          )
        : h("p", {}, words.lens.same),
    );
  };
  return { element, show };
}

function listOut(address: Address): string[] {
  return (address.params.get("exclude") ?? "").split(",").filter(Boolean);
}

/** A row of buttons, each a speaker in its place by name, whether it is left out or not. */
class Chips {
  private readonly list = h("ul", { class: "chips" });
  readonly element = h("div", { class: "row" }, h("span", { "aria-hidden": "true" }, words.lens.heading), this.list);
  private hasAll = false;

  constructor(private readonly context: Context) {}

  /** The button that was pressed has the focus again, for it is another one now. */
  show(speakers: readonly Chip[], address: Address): void {
    const focused = this.list.contains(document.activeElement) && (document.activeElement as HTMLElement).dataset.id;
    const sorted = [...speakers].sort((one, other) => one.name.localeCompare(other.name));
    const shown = sorted.filter(({ isOut }, at) => this.hasAll || at < FEW || isOut);
    const rest = sorted.length - shown.length;
    const parties = { id: PARTIES, name: words.lens.involved, isOut: listOut(address).includes(PARTIES) };
    const unfold = (): void => {
      this.hasAll = true;
      this.show(speakers, address);
      this.list.querySelectorAll("button")[shown.length]?.focus();
    };
    fill(
      this.list,
      shown.map((one) => this.chip(one, address)),
      rest > 0 && h("li", {}, h("button", { type: "button", onclick: unfold }, words.lens.more(rest))),
      this.chip(parties, address),
    );
    if (focused) this.list.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  private chip({ id, name, isOut }: Chip, address: Address): HTMLElement {
    const out = listOut(address);
    const ids = isOut ? out.filter((other) => other !== id) : [...out, id];
    const label = isOut ? words.lens.takeBack(name) : words.lens.leaveOut(name);
    const attributes = { type: "button", class: isOut ? "chip out" : "chip", title: label, "aria-label": label };
    return h(
      "li",
      {},
      h(
        "button",
        { ...attributes, "data-id": id, onclick: () => this.context.go({ exclude: ids.join(",") || null }) },
        isOut ? h("s", {}, named(name)) : named(name),
        h("span", { "aria-hidden": "true" }, isOut ? " ↺" : " ×"),
      ),
    );
  }
}

/** How many independent speakers a row must have, and whether its coding was checked: behind a line. */
function stricter(context: Context): { readonly element: HTMLElement; readonly update: (address: Address) => void } {
  const independent = h("input", { type: "number", min: 0, max: 1000, size: 4, "aria-label": words.lens.independent });
  independent.addEventListener("change", () => context.go({ min_independent: Number(independent.value) || null }));
  const reviewed = h(
    "select",
    { "aria-label": words.lens.reviewed },
    Object.entries({ "": words.lens.reviews.any, ...REVIEWS }).map(([value, text]) => h("option", { value }, text)),
  );
  reviewed.addEventListener("change", () => context.go({ reviewed: reviewed.value || null }));
  const element = h(
    "details",
    {},
    h("summary", {}, words.lens.stricter),
    h("p", {}, h("label", {}, `${words.lens.independent} `, independent)),
    h("p", {}, h("label", {}, `${words.lens.reviewed} `, reviewed)),
  );
  return {
    element,
    update: ({ params }) => {
      independent.value = params.get("min_independent") ?? "";
      reviewed.value = params.get("reviewed") ?? "";
      if (independent.value || reviewed.value) element.open = true;
    },
  };
}

/** What is told differently, or only once, in words. */
export function compared(before: readonly Told[], after: readonly Told[]): string[] {
  const now = new Map(after.map((row) => [row.key, row]));
  const then = new Map(before.map((row) => [row.key, row]));
  return [
    ...before.filter((row) => !now.has(row.key)).map((row) => words.lens.gone(`${row.name} (${row.says})`)),
    ...after.filter((row) => !then.has(row.key)).map((row) => words.lens.came(`${row.name} (${row.says})`)),
    ...after.flatMap((row) => {
      const earlier = then.get(row.key);
      return earlier && earlier.says !== row.says ? [words.lens.became(row.name, earlier.says, row.says)] : [];
    }),
  ];
}

function lensOf(answer: {
  readonly question: object;
}): { readonly exclude: readonly { id: string; name: string }[] } | undefined {
  return (answer.question as { lens?: { exclude: readonly { id: string; name: string }[] } }).lens;
}

/** The speaker lens: whose word an answer rests on, and what changes without somebody. */
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

/** `speakers` and `told` read an answer; the answer without the lens is asked for only where a lens is given. */
export function lens<Answer extends { readonly question: object }>(
  context: Context,
  speakers: (answer: Answer) => readonly Speaker[],
  told: (answer: Answer) => readonly Told[],
): Lens<Answer> {
  const list = h("ul", { class: "speakers" });
  const changes = h("div");
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
    { class: "lens" },
    h("summary", {}, words.lens.heading),
    h("p", {}, words.lens.intro),
    list,
    h("p", {}, h("label", {}, `${words.lens.independent} `, independent)),
    h("p", {}, h("label", {}, `${words.lens.reviewed} `, reviewed)),
    changes,
  );

  const show = async (address: Address, answer: Answer, signal: AbortSignal): Promise<void> => {
    const left = (address.params.get("exclude") ?? "").split(",").filter(Boolean);
    const names = new Map((lensOf(answer)?.exclude ?? []).map(({ id, name }) => [id, name]));
    const found = [...new Map(speakers(answer).map((speaker) => [speaker.id, speaker])).values()];
    const without = (ids: readonly string[]): void => context.go({ exclude: ids.join(",") || null });
    independent.value = address.params.get("min_independent") ?? "";
    reviewed.value = address.params.get("reviewed") ?? "";
    fill(
      list,
      left.map((id) =>
        item(words.lens.takeBack(id === "parties" ? words.lens.parties : (names.get(id) ?? id)), true, () =>
          without(left.filter((other) => other !== id)),
        ),
      ),
      found.map((speaker) => item(words.lens.leaveOut(speaker.name), false, () => without([...left, speaker.id]))),
      !left.includes("parties") && item(words.lens.parties, false, () => without([...left, "parties"])),
    );
    const given = Object.keys(LENS).some((name) => address.params.has(name));
    if (!given) {
      fill(changes);
      return;
    }
    element.open = true;
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

function item(text: string, pressed: boolean, onclick: () => void): HTMLElement {
  return h("li", {}, h("button", { type: "button", "aria-pressed": String(pressed), onclick }, named(text)));
}

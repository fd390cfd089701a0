/** Rows that are read as articles rather than in a table: a part at a time where they are many. */
import { fill, h, type Child } from "../dom";
import { words } from "../words";
import { say } from "./status";

const PART = 100;

interface Options {
  readonly empty: string;
  /** Gets the next page of rows, where the answer has more. */
  readonly next: (() => void) | null;
}

/** The articles of these rows, and buttons for the rest. */
export function cards<Row>(rows: readonly Row[], card: (row: Row) => HTMLElement, { empty, next }: Options): Child {
  if (!rows.length) return h("p", { class: "empty" }, empty);
  const list = h("div", { class: "articles" });
  const below = h("p", { class: "more" });
  let shown = 0;
  const show = (focus: boolean): void => {
    const fresh = rows.slice(shown, shown + PART).map(card);
    list.append(...fresh);
    shown += fresh.length;
    const left = rows.length - shown;
    fill(
      below,
      left > 0
        ? [
            `${words.table.shown(shown, rows.length)} `,
            button(words.table.more(Math.min(PART, left)), () => show(true)),
          ]
        : next && button(words.table.next, next),
    );
    if (!focus) return;
    fresh[0]?.querySelector<HTMLElement>("a, button")?.focus();
    say(words.table.shown(shown, rows.length));
  };
  show(false);
  return [list, below];
}

function button(text: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", onclick }, text);
}

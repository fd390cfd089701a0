/** A table of rows that is read before anything is drawn: sorted by its heads, and long ones a part at a time. */
import { fill, h, type Child } from "../dom";
import { words } from "../words";
import { say } from "./status";

export interface Column<Row> {
  /** Its name in the address, as `sort=KEY` or `sort=-KEY`. */
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => Child;
  /** What it is sorted by; without it there is no sorting by this column. Null comes last, either way. */
  readonly sort?: (row: Row) => string | number | null;
  readonly numeric?: boolean;
  /** Whether it is left out where no row has a value to sort by. */
  readonly optional?: boolean;
}

export interface Options<Row> {
  readonly caption: string;
  /** `KEY` or `-KEY`. */
  readonly sort: string | null;
  readonly onSort: (sort: string) => void;
  readonly empty?: Child;
  /** What an element of a row is known by, for the row that a drawing points at. */
  readonly id?: (row: Row) => string;
  readonly marked?: (row: Row) => string | null;
  /** Gets the next page of rows, where the answer has more. */
  readonly next?: (() => void) | null;
}

const PART = 100;

/** The table of these rows, in a region that scrolls sideways where it is too wide. */
export function table<Row>(rows: readonly Row[], all: readonly Column<Row>[], options: Options<Row>): HTMLElement {
  if (!rows.length) return h("p", { class: "empty" }, options.empty ?? words.table.empty);
  const columns = all.filter(({ optional, sort }) => !optional || rows.some((row) => (sort?.(row) ?? null) !== null));
  const body = h("tbody", { role: "rowgroup" });
  const below = h("p", { class: "more" });
  const sorted = ordered(rows, columns, options.sort);
  let shown = 0;

  const show = (count: number, focus = false): void => {
    const fresh = sorted.slice(shown, shown + count).map((row) => line(row, columns, options));
    body.append(...fresh);
    shown += fresh.length;
    fill(below, ...buttons());
    if (focus) {
      fresh[0]?.querySelector<HTMLElement>("a, button")?.focus();
      say(words.table.shown(shown, sorted.length));
    }
  };
  const buttons = (): Child[] => {
    const left = sorted.length - shown;
    if (left <= 0) return [options.next && button(words.table.next, () => options.next?.())];
    return [
      h("span", {}, words.table.shown(shown, sorted.length), " "),
      button(words.table.more(Math.min(PART, left)), () => show(PART, true)),
      left > PART && button(words.table.all(sorted.length), () => show(left, true)),
    ];
  };
  show(PART);

  const element = h(
    "table",
    { role: "table" },
    h("caption", {}, options.caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        columns.map((column) => head(column, options)),
      ),
    ),
    body,
  );
  return h("div", { class: "table" }, element, below);
}

function head<Row>(column: Column<Row>, options: Options<Row>): HTMLElement {
  const [key, down] = reading(options.sort);
  const active = key === column.key;
  const attributes = { role: "columnheader", scope: "col", class: column.numeric ? "numeric" : null };
  if (!column.sort) return h("th", attributes, column.head);
  const next = active && !down ? `-${column.key}` : column.key;
  return h(
    "th",
    { ...attributes, "aria-sort": active ? (down ? "descending" : "ascending") : "none" },
    h(
      "button",
      { type: "button", class: "sort", title: words.table.sortBy(column.head), onclick: () => options.onSort(next) },
      column.head,
      h("span", { "aria-hidden": "true" }, active ? (down ? " ▼" : " ▲") : " ↕"),
    ),
  );
}

function line<Row>(row: Row, columns: readonly Column<Row>[], options: Options<Row>): HTMLElement {
  return h(
    "tr",
    { role: "row", "data-id": options.id?.(row), class: options.marked?.(row) },
    columns.map((column, at) =>
      h(
        at ? "td" : "th",
        {
          role: at ? "cell" : "rowheader",
          scope: at ? null : "row",
          "data-head": column.head,
          class: column.numeric ? "numeric" : null,
        },
        h("div", {}, column.cell(row)),
      ),
    ),
  );
}

function ordered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string | null): readonly Row[] {
  const [key, down] = reading(sort);
  const by = columns.find((column) => column.key === key)?.sort;
  if (!by) return rows;
  const values = new Map(rows.map((row) => [row, by(row)]));
  return [...rows].sort((one, other) => {
    const [a, b] = [values.get(one) ?? null, values.get(other) ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return down ? -order : order;
  });
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function reading(sort: string | null): readonly [string | null, boolean] {
  return sort?.startsWith("-") ? [sort.slice(1), true] : [sort, false];
}

function button(text: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", onclick }, text);
}

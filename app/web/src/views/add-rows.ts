/** The rows of a checked file: what each says or what is wrong, the paragraph that it cites, and its cells to mend. */
import { h, type Child } from "../dom";
import type { Column } from "../parts/table";
import type { CheckAnswer, CheckRow, SheetTab } from "../types";
import { words } from "../words";
import type { ReportText } from "./add-text";

const { adding: own } = words;
const OF_THE_TOOL = ["key", "accept", "reading"];

type SheetColumn = SheetTab["columns"][number];
type Wrong = NonNullable<CheckRow["wrong"]>[number];
/** Put a text into a cell; `row` is null for an answer of Source. */
export type Mend = (tab: string, row: number | null, column: string, value: string) => void;

/** A row as it is shown: what the check says of it, with its cells; `suggested` where nobody took it yet. */
export interface ShownRow {
  readonly tab: string;
  readonly row: number | null;
  readonly says?: string | null;
  readonly wrong: readonly Wrong[];
  readonly cells: Readonly<Record<string, string>>;
  readonly suggested: boolean;
}

/** The rows in the order of the file; what is wrong with a tab as a whole comes first. */
export function rowsOf(answer: CheckAnswer): ShownRow[] {
  const tabs = answer.tabs ?? [];
  const cellsOf = (tab: string, row: number | null): Readonly<Record<string, string>> => {
    const rows = tabs.find((one) => one.tab === tab)?.rows ?? [];
    return rows.find((one) => one.row === row)?.cells ?? {};
  };
  const told = answer.rows.map((one) => ({
    tab: one.tab,
    row: one.row,
    says: one.says ?? null,
    wrong: one.wrong ?? [],
    cells: cellsOf(one.tab, one.row),
    suggested: false,
  }));
  const left = tabs.flatMap((tab) =>
    tab.rows
      .filter((row) => row.suggested)
      .map(({ row, cells }) => ({ tab: tab.tab, row, wrong: [], cells, suggested: true })),
  );
  return [...told, ...left];
}

export function columnsOf(
  answer: CheckAnswer,
  text: ReportText | null,
  mend: Mend | null,
): readonly Column<ShownRow>[] {
  const tabs = answer.tabs ?? [];
  const place: Column<ShownRow> = {
    key: "row",
    head: own.row,
    cell: (row) => (row.row === null ? row.tab : own.place(row.tab, row.row)),
  };
  const says: Column<ShownRow> = { key: "says", head: own.says, cell: (row) => told(row, tabs, mend) };
  const cites: Column<ShownRow> = {
    key: "cites",
    head: own.cites,
    cell: (row) => {
      const found = text?.cited(row.cells) ?? row.cells.reading;
      if (found) return h("blockquote", { dir: "auto" }, found);
      const locator = row.cells.locator;
      return locator && text ? own.notThere(locator) : (locator ?? null);
    },
  };
  return tabs.length ? [place, says, cites] : [place, says];
}

function told(row: ShownRow, tabs: readonly SheetTab[], mend: Mend | null): Child {
  const tab = tabs.find((one) => one.tab === row.tab);
  if (row.suggested) return suggestion(row, tab, mend);
  return [
    row.says && h("p", { class: "says" }, row.says),
    row.wrong.map((one) => problem(row, one, tab, mend)),
    mend && tab && row.row !== null && others(row, tab, mend),
  ];
}

/** What is wrong in a cell, with the field to mend it in, where the column is one of the sheet's. */
function problem(row: ShownRow, wrong: Wrong, tab: SheetTab | undefined, mend: Mend | null): HTMLElement {
  const column = tab?.columns.find((one) => one.header === wrong.column);
  const id = idOf(row.tab, row.row, wrong.column);
  const isSource = tab?.rows[0]?.row === null;
  const at = isSource ? null : row.row;
  const canMend = mend && column && (isSource || row.row !== null);
  const put = (value: string): void => mend?.(row.tab, at, wrong.column, value);
  return h(
    "div",
    { class: "wrong" },
    h(
      "p",
      { id: `${id}-told`, class: "denied" },
      h("strong", {}, wrong.column),
      ": ",
      h("span", { dir: "auto" }, wrong.message),
    ),
    canMend && [
      field(id, column, wrong.value, { by: `${id}-told`, label: own.mended(wrong.column) }, put),
      wrong.nearest.map((near) =>
        h("button", { type: "button", onclick: () => put(near) }, own.write, h("bdi", { dir: "auto" }, near)),
      ),
    ],
  );
}

/** All cells of a row, to be mended though they can be read. */
function others(row: ShownRow, tab: SheetTab, mend: Mend): HTMLElement {
  const fields = h("div", { class: "cells" });
  const show = (): void => {
    if (fields.childElementCount) return;
    const shown = tab.columns.filter((one) => !OF_THE_TOOL.includes(one.field));
    fields.append(...shown.map((column) => labelled(row.tab, row.row, column, row.cells[column.field] ?? "", mend)));
  };
  return h("details", { ontoggle: show }, h("summary", {}, own.cells(own.place(row.tab, row.row ?? 0))), fields);
}

/** A cell under its header, with what to write there. */
export function labelled(tab: string, row: number | null, column: SheetColumn, value: string, mend: Mend): HTMLElement {
  const id = `${idOf(tab, row, column.header)}-any`;
  const about = h("small", { id: `${id}-about` }, column.about);
  const put = (text: string): void => mend(tab, row, column.header, text);
  const input = field(id, column, value, { by: `${id}-about` }, put);
  return h("div", { class: "field" }, h("label", { for: id }, column.header), input, about);
}

function field(
  id: string,
  column: SheetColumn,
  value: string,
  told: { readonly by: string; readonly label?: string },
  put: (value: string) => void,
): HTMLElement {
  const list = `${id}-words`;
  const input = h("input", {
    id,
    type: "text",
    value,
    dir: "auto",
    autocomplete: "off",
    list: column.choices.length ? list : null,
    "aria-label": told.label,
    "aria-describedby": told.by,
    onchange: () => put(input.value),
  });
  const choices = column.choices.map((choice) => h("option", { value: choice }));
  return h("span", { class: "mended" }, input, choices.length ? h("datalist", { id: list }, choices) : null);
}

/** A row that the tool suggests and nobody took. */
function suggestion(row: ShownRow, tab: SheetTab | undefined, mend: Mend | null): Child {
  const cells = Object.entries(row.cells).filter(([name]) => !OF_THE_TOOL.includes(name) && name !== "locator");
  const header = (name: string): string => tab?.columns.find((one) => one.field === name)?.header ?? name;
  const take = (): void => mend?.(row.tab, row.row, "accept", "yes");
  return [
    h(
      "p",
      { class: "suggested" },
      own.suggested,
      cells.map(([name, value]) => `${header(name)}: ${value.replace(/^\?\s*/, "")}`).join("; "),
    ),
    mend && h("button", { type: "button", onclick: take }, own.take),
  ];
}

/** The questions of Source with their answers. */
export function questions(tab: SheetTab, mend: Mend, open: boolean): HTMLElement {
  const cells = tab.rows[0]?.cells ?? {};
  const fields = tab.columns.map((column) => labelled(tab.tab, null, column, cells[column.field] ?? "", mend));
  return h("details", { open, class: "source" }, h("summary", {}, own.source), h("div", { class: "cells" }, fields));
}

export function idOf(tab: string, row: number | null, column: string): string {
  return `cell-${tab}-${row ?? "all"}-${column}`.replace(/[^\w-]+/g, "-");
}

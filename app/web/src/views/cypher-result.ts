/** The rows of a query: a table, and where they tie names, a picture on request. */
import { fill, h, type Child } from "../dom";
import { circle, networkOf, pairOf } from "../draw/circle";
import { table } from "../parts/table";
import { columnsOf, isNode, type Row } from "../parts/values";
import type { TableAnswer } from "../types";
import type { Context } from "../view";
import { words } from "../words";

const { cypher: own } = words;

export function result(answer: TableAnswer, context: Context): Child {
  const rows = answer.rows as readonly Row[];
  const { params } = context.address();
  const content = table(rows, columnsOf(answer.columns, rows), {
    caption: `${own.result}: ${answer.truncated ? own.cut(rows.length) : own.rows(rows.length)}`,
    empty: own.none,
    sort: params.get("sort"),
    onSort: (sort) => context.go({ sort }, { replace: true }),
  });
  return [content, picture(answer.columns, rows, params.get("pick"), context)];
}

/** Drawn when it is opened; which columns lines run between is in the address. */
function picture(columns: readonly string[], rows: readonly Row[], pick: string | null, context: Context): Child {
  const [from, to] = pick?.split(",") ?? [];
  const chosen =
    from && to && columns.includes(from) && columns.includes(to) ? ([from, to] as const) : pairOf(columns, rows);
  const found = networkOf(rows, chosen);
  if (found.edges.length < 1 || found.nodes.size < 2) return null;
  const place = h("div");
  const draw = (): void => {
    if (!place.childElementCount) fill(place, circle(found));
  };
  const whole = rows.some((row) => Object.values(row).some(isNode));
  const details = h(
    "details",
    { class: "aside", open: pick !== null, ontoggle: draw },
    h("summary", {}, own.graph),
    h("p", {}, own.graphText),
    chosen && !whole && choosing(columns, chosen, context),
    place,
  );
  if (pick !== null) draw();
  return details;
}

function choosing(columns: readonly string[], [from, to]: readonly [string, string], context: Context): HTMLElement {
  const select = (label: string, value: string, change: (name: string) => string): HTMLElement => {
    const input = h(
      "select",
      { onchange: () => context.go({ pick: change(input.value) }, { replace: true }) },
      columns.map((name) => h("option", { value: name, selected: name === value }, name)),
    );
    return h("label", {}, `${label} `, input);
  };
  return h(
    "p",
    {},
    select(own.from, from, (name) => `${name},${to}`),
    " ",
    select(own.to, to, (name) => `${from},${name}`),
  );
}

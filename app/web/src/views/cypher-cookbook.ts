/** The cookbook as a list; and what the faces of Cypher share. */
import { ask } from "../api";
import { fill, h, type Child } from "../dom";
import { Sheet, type Tab } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { QueriesAnswer, SavedQuery, StatusAnswer } from "../types";
import type { Context, Opened } from "../view";
import { words } from "../words";

const { cypher: own } = words;

export const TABS: readonly Tab[] = [
  { path: "/queries", text: own.cookbook, href: () => "/queries" },
  { path: "/cypher", text: own.own, href: () => "/cypher" },
];

export function cookbook(root: HTMLElement, context: Context): Opened {
  const sheet = new Sheet(root, context, { title: `${own.title}: ${own.cookbook}`, tabs: TABS });
  return {
    show: async (address, signal) => {
      sheet.follow(address);
      const [answer, { dataVersion }] = await Promise.all([
        ask<QueriesAnswer>("/v1/queries", signal),
        ask<StatusAnswer>("/v1/status", signal),
      ]);
      signal.throwIfAborted();
      sheet.answered(address, { ...answer, dataVersion, notes: [] });
      fill(sheet.table, table(answer.rows, COLUMNS, { caption: own.caption, ...sheet.ordering(address) }));
    },
  };
}

const COLUMNS: readonly Column<SavedQuery>[] = [
  {
    key: "title",
    head: own.query,
    cell: (row) => h("a", { href: `/queries/${encodeURIComponent(row.name)}` }, row.title),
    sort: (row) => row.title,
  },
  { key: "about", head: own.what, cell: (row) => row.about },
  { key: "parameters", head: own.parameters, cell: parameters },
];

function parameters(row: SavedQuery): Child {
  return h(
    "ul",
    { class: "plain" },
    row.parameters.map((one) => h("li", {}, h("span", { class: "id" }, one.name), h("small", {}, ` ${one.about}`))),
  );
}

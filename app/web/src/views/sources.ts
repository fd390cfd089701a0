/** All sources: who published what, when, on what terms. */
import "../style/records.css";
import { fill, h, type Child } from "../dom";
import { limits, unbroken } from "../parts/bounds";
import { named } from "../parts/cells";
import { external, none } from "../parts/facts";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { Source, SourcesAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { sources: own } = words;

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<SourcesAnswer>(address, signal);
        if (!answer) return;
        fill(
          sheet.table,
          table(answer.rows, COLUMNS, { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) }),
        );
      },
    };
  },
};

const COLUMNS: readonly Column<Source>[] = [
  {
    key: "title",
    head: own.source,
    cell: (row) => h("a", { href: `/sources/${encodeURIComponent(row.id)}` }, named(row.title)),
    sort: (row) => row.title,
  },
  {
    key: "publisher",
    head: own.publisher,
    cell: (row) => (row.publisher ? named(row.publisher) : none(words.unknown)),
    sort: (row) => row.publisher,
  },
  {
    key: "published",
    head: own.published,
    cell: published,
    sort: (row) => row.publishedEarliest ?? row.publishedLatest,
  },
  { key: "licence", head: own.licence, cell: (row) => row.licence ?? none(words.unknown), sort: (row) => row.licence },
  {
    key: "link",
    head: own.link,
    cell: (row) => (row.url ? external(row.url, hostOf(row.url)) : none(own.noLink)),
    sort: (row) => row.url,
  },
];

/** When it appeared, in words, with why that is believed. */
export function published(row: Source): Child {
  return [
    unbroken(limits(row.publishedEarliest, row.publishedLatest)),
    row.publishedReason && h("div", {}, h("small", {}, row.publishedReason)),
  ];
}

function hostOf(url: string): string {
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
}

/** Rows that are alike: a line per group with its number, which leads to its rows. */
import { changed, read, written, type Address } from "../address";
import { h, type Child } from "../dom";
import type { AlikeRows } from "../types";
import { words } from "../words";
import { unbroken, within } from "./cells";
import { plain } from "./sentence";

const { alike: own } = words;
/** Fewer rows are read one by one. */
const MANY = 50;

interface Grouped {
  readonly question: { readonly group?: number | null };
  readonly rows: readonly { readonly alike: number }[];
  readonly groups: readonly AlikeRows[];
  readonly groupCount: number;
  readonly truncated?: boolean;
}

/** Above a table: the groups of its rows; where one of them is shown, what it is, and the way back to all rows. */
export function groupsOf(answer: Grouped, address: Address): Child {
  const place = answer.question.group ?? null;
  const shown = place === null ? null : answer.groups[place];
  if (shown)
    return h(
      "p",
      { class: "alike" },
      `${own.only(shown.number)} `,
      unbroken(plain(shown.first)),
      " ",
      h("a", { href: written(changed(address, { group: null, cursor: null })) }, own.back),
    );
  if (!answer.groups.length) return null;
  const many = Boolean(answer.truncated) || answer.rows.length > MANY;
  return h(
    "details",
    { class: "aside alike", open: many },
    h("summary", {}, own.heading(answer.groupCount)),
    h(
      "ul",
      {},
      answer.groups.map((group, at) =>
        h(
          "li",
          {},
          h("a", { href: groupAddress(address, at) }, unbroken(plain(group.first))),
          h("small", {}, " ", unbroken(sizeOf(group))),
        ),
      ),
    ),
    answer.groupCount > answer.groups.length && h("p", {}, own.more(answer.groupCount - answer.groups.length)),
  );
}

/** A row, and those that are like it. */
export type Alike<Row> = readonly [Row, ...Row[]];

/** Rows that are alike become one, where the first of them is; where only these are shown, each stands alone. */
export function folded<Row extends { readonly group: number | null }>(
  rows: readonly Row[],
  address: Address,
): readonly Alike<Row>[] {
  const groups = new Map<number | string, [Row, ...Row[]]>();
  rows.forEach((row, at) => {
    const key = row.group === null || address.params.has("group") ? `row ${at}` : row.group;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  });
  return [...groups.values()];
}

/** In a row: how many are like it, as a link to them; nothing where only these are shown. */
export function alikeLink(row: { readonly alike: number; readonly group: number | null }): Child {
  const here = read(location);
  if (row.alike < 2 || here.params.has("group")) return null;
  const text = own.oneOf(row.alike);
  return h(
    "div",
    {},
    h("small", {}, row.group === null ? text : h("a", { href: groupAddress(here, row.group) }, text)),
  );
}

function groupAddress(address: Address, group: number): string {
  return written(changed(address, { group, cursor: null }));
}

function sizeOf({ number, statementCount, placeCount, earliest, latest }: AlikeRows): string {
  return [
    own.number(number),
    own.statements(statementCount),
    placeCount > 0 && own.places(placeCount),
    (earliest ?? latest) && within(earliest, latest),
  ]
    .filter(Boolean)
    .join(words.comma);
}

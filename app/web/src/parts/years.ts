/** Statements folded by the year that they are about, the latest first. */
import { h, type Child } from "../dom";
import type { Statement } from "../types";
import { words } from "../words";
import { firstDay, toldColumns } from "./statementcolumns";
import { table, type Options } from "./table";

/** So few are all unfolded. */
const FEW = 12;

interface Folded extends Pick<Options<Statement>, "empty" | "sort" | "onSort"> {
  /** The id of the entity that the page is about. */
  readonly self: string;
}

/** A table for each year. The latest is open; all are where there are few, or where they are sorted. */
export function byYear(rows: readonly Statement[], { self, ...options }: Folded): Child {
  const years = new Map<string, Statement[]>();
  for (const row of rows) {
    const year = firstDay(row.validity)?.slice(0, 4) ?? "";
    years.set(year, [...(years.get(year) ?? []), row]);
  }
  const columns = toldColumns(self);
  const sorted = [...years].sort(([one], [other]) => other.localeCompare(one));
  if (!sorted.length) return table([], columns, { ...options, caption: "" });
  return sorted.map(([year, all], at) =>
    h(
      "details",
      { class: "year", open: !at || rows.length <= FEW || options.sort !== null },
      h("summary", {}, h("b", {}, year || words.entity.noYear), " ", h("small", {}, words.entity.number(all.length))),
      table(all, columns, { ...options, caption: words.entity.ofYear(year || words.entity.noYear) }),
    ),
  );
}

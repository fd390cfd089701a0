/** The columns of a table of statements. */
import { h, type Child } from "../dom";
import type { Statement, Validity } from "../types";
import { words } from "../words";
import { entity, range } from "./cells";
import { bounds, unbroken } from "./bounds";
import { anonymous, none } from "./facts";
import { plain, sentence, shown, terms, text, lead } from "./sentence";
import type { Column } from "./table";

/** All but what depends on whose page it is. `self` is the id of the entity that the page is about. */
export function toldColumns(self: string): readonly Column<Statement>[] {
  const { columns } = words.entity;
  return [
    { key: "said", head: columns.said, cell: (row) => said(row, self), sort: (row) => text(sentence(row)) },
    { key: "when", head: columns.when, cell: (row) => when(row.validity), sort: (row) => firstDay(row.validity) },
    { key: "count", head: words.columns.count, cell: (row) => count(row), sort: (row) => row.count?.min ?? null },
    { key: "saidBy", head: words.columns.saidBy, cell: (row) => speaker(row), sort: (row) => row.saidBy.name },
    { key: "source", head: words.columns.source, cell: source, sort: (row) => row.source.title },
  ];
}

function said(row: Statement, self: string): Child {
  const small = [terms(row.terms), row.reading === "inferred" && words.entity.inferred].filter(Boolean).join("; ");
  return [
    shown(row, self),
    small && h("small", {}, ` (${small})`),
    h(
      "div",
      {},
      h(
        "a",
        {
          class: "leads",
          href: `/statements/${encodeURIComponent(row.id)}`,
          "aria-label": `${words.statementLink(1)}: ${lead(row)} ${text(sentence(row))}`,
        },
        words.statementLink(1),
      ),
    ),
    row.responses.map((reply) =>
      h(
        "div",
        {},
        h(
          "small",
          { class: reply.stance === "denies" ? "denied" : null },
          words.entity.answered(words.predicates.stances[reply.stance] ?? plain(reply.stance), reply.saidBy.name),
        ),
      ),
    ),
  ];
}

/** The time in words, and as the source puts it where that says more. */
export function when(validity: Validity): Child {
  return [
    unbroken(bounds(validity)),
    h("small", {}, ` ${words.entity.columns.written} `, h("span", { class: "id" }, unbroken(validity.written))),
  ];
}

function count({ count: found }: Statement): Child {
  if (!found) return none(words.count.none);
  return [range(found), ` ${found.unit}`, h("small", {}, ` ${words.count.wording(found.wording)}`)];
}

function speaker(row: Statement): Child {
  return [entity(row.saidBy), anonymous(row.saidBy)];
}

function source(row: Statement): Child {
  return [
    h(
      "a",
      { href: `/sources/${encodeURIComponent(row.source.id)}`, title: row.source.title },
      h("bdi", {}, row.source.publisher ?? row.source.title),
    ),
    row.source.locator && h("small", {}, ` ${row.source.locator}`),
  ];
}

/** The day that it is sorted by; null where nothing bounds it. */
export function firstDay({ earliestStart, earliestEnd, latestStart, latestEnd }: Validity): string | null {
  return earliestStart ?? earliestEnd ?? latestStart ?? latestEnd;
}

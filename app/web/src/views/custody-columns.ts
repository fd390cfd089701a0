/** The columns of who held whom: a line per holder and held, with its doubt and its statements. */
import { h, type Child } from "../dom";
import { certainty, contestedMark, deniers, entities, entity, speakers, statements } from "../parts/cells";
import type { Column } from "../parts/table";
import type { CustodyRow } from "../types";
import { words } from "../words";
import { numbers } from "./custody-numbers";

export const COLUMNS: readonly Column<CustodyRow>[] = [
  {
    key: "holder",
    head: words.columns.holder,
    cell: (row) => [entity(row.holder), together(row)],
    sort: (row) => row.holder.name,
  },
  { key: "held", head: words.columns.held, cell: (row) => entity(row.held), sort: (row) => row.held.name },
  {
    key: "count",
    head: words.columns.count,
    cell: numbers,
    sort: (row) => row.count?.min ?? row.gained?.min ?? null,
    numeric: true,
  },
  { key: "place", head: words.columns.place, cell: (row) => entities(row.places) },
  { key: "certainty", head: words.columns.certainty, cell: doubts, sort: (row) => `${row.certainty} ${row.support}` },
  {
    key: "saidBy",
    head: words.columns.saidBy,
    cell: (row) => speakers(row.saidBy),
    sort: (row) => row.saidBy[0]?.name ?? null,
  },
  {
    key: "disputed",
    head: words.columns.disputed,
    cell: (row) => deniers(row.deniedBy),
    sort: (row) => row.deniedBy.length || null,
    optional: true,
  },
  {
    key: "statements",
    head: words.columns.statements,
    cell: (row) => statements(row),
    sort: (row) => row.statementCount,
  },
];

function together(row: CustodyRow): Child {
  const how = [...row.capacities, ...row.terms].map((word) => word.replaceAll("_", " ")).join(", ");
  return [
    row.jointWith.length > 0 && [` ${words.custody.with} `, entities(row.jointWith)],
    how && h("small", {}, ` ${how}`),
  ];
}

function doubts(row: CustodyRow): Child {
  return [
    certainty(row.certainty),
    row.support && h("small", {}, ` ${words.doubt.support[row.support]}`),
    row.reading === "inferred" && h("small", {}, `, ${words.doubt.inferred}`),
    row.knownCertainty === "possible" && h("small", {}, `, ${words.doubt.onlyPossiblyKnown}`),
    row.contested && [" ", contestedMark()],
  ];
}

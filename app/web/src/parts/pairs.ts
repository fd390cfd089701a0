/** The table of pairs: who, with which sign, how surely, and on whose word. */
import { h, type Child } from "../dom";
import { pairOf } from "../draw/scene";
import type { AllianceRow, Statement } from "../types";
import { words } from "../words";
import { certainty, contestedMark, deniers, entity, listed, sign, statementLink, statements } from "./cells";
import type { Told } from "./lens";
import { table, type Column, type Options } from "./table";

const LINKS = 3;

export const COLUMNS: readonly Column<AllianceRow>[] = [
  { key: "a", head: words.alliances.a, cell: (row) => entity(row.a), sort: (row) => row.a.name },
  { key: "sign", head: words.alliances.standing, cell: (row) => sign(row.sign, row.mixed), sort: (row) => rank(row) },
  { key: "b", head: words.alliances.b, cell: (row) => entity(row.b), sort: (row) => row.b.name },
  { key: "relations", head: words.alliances.relations, cell: relations, sort: (row) => row.relations[0] ?? null },
  { key: "certainty", head: words.columns.certainty, cell: doubts, sort: (row) => `${row.certainty} ${row.support}` },
  {
    key: "disputed",
    head: words.alliances.disputed,
    cell: disputes,
    sort: (row) => row.deniedBy.length || (row.contested ? 0 : null),
    optional: true,
  },
  {
    key: "statements",
    head: words.alliances.because,
    cell: (row) => said(row.statements),
    sort: (row) => row.statements.length,
  },
];

type Sorting = Pick<Options<AllianceRow>, "sort" | "onSort" | "next">;

export function pairs(rows: readonly AllianceRow[], picked: string | null, options: Sorting): HTMLElement {
  return table(rows, COLUMNS, {
    ...options,
    caption: words.alliances.caption,
    empty: words.alliances.nobody,
    id: idOf,
    marked: (row) => (idOf(row) === picked ? "picked" : null),
  });
}

/** Rows that stand aside; there may be a thousand, so their table is made when somebody looks. */
export function aside(caption: string, rows: readonly AllianceRow[], options: Sorting): Child {
  if (!rows.length) return null;
  const place = h("div");
  const details = h(
    "details",
    { class: "aside" },
    h("summary", {}, `${caption} (${words.number(rows.length)})`),
    place,
  );
  details.addEventListener("toggle", () => {
    if (details.open && !place.firstChild) place.append(table(rows, COLUMNS, { ...options, next: null, caption }));
  });
  return details;
}

export function idOf(row: { readonly a: { readonly id: string }; readonly b: { readonly id: string } }): string {
  return pairOf(row.a.id, row.b.id);
}

/** Statements as links: named by who speaks where they are whole, else numbered. */
export function said(found: readonly Statement[] | readonly string[]): Child {
  if (whole(found)) return statements({ statements: found, statementCount: found.length });
  const rest = found.length - LINKS;
  return [
    listed(found.slice(0, LINKS), (id) => statementLink(id, words.statementLink(found.indexOf(id) + 1))),
    rest > 0 && h("small", {}, ` ${words.alliances.more(rest)}`),
  ];
}

export function whole(found: readonly Statement[] | readonly string[]): found is readonly Statement[] {
  return typeof found[0] === "object";
}

/** What a row says, for the comparison of two lenses. */
export function told(row: AllianceRow): Told {
  const name = row.mixed
    ? "mixed"
    : row.sign === 1
      ? "friendly"
      : row.sign === -1
        ? "hostile"
        : row.sign === 0
          ? "neutral"
          : "none";
  return {
    key: idOf(row),
    name: words.network.picked(row.a.name, row.b.name),
    says: `${words.sign[name]}, ${row.certainty}`,
  };
}

/** Friends, foes, mixed, neutral. */
function rank(row: AllianceRow): number {
  return row.mixed ? 2 : row.sign === 1 ? 0 : row.sign === -1 ? 1 : 3;
}

function relations(row: AllianceRow): Child {
  const names = row.relations.map((name) => name.replaceAll("_", " ")).join(", ");
  return [names, row.directed && h("small", {}, ` (${words.alliances.directed(row.a.name, row.b.name)})`)];
}

export function doubts(row: Pick<AllianceRow, "certainty" | "support" | "knownCertainty">): Child {
  return [
    certainty(row.certainty),
    row.support && row.support !== "certain" && h("small", {}, ` ${words.doubt.support[row.support]}`),
    row.knownCertainty === "possible" && h("small", {}, `, ${words.doubt.onlyPossiblyKnown}`),
  ];
}

function disputes(row: AllianceRow): Child {
  return [row.contested && [contestedMark(), " "], deniers(row.deniedBy)];
}

/** Who held whom on a day: a line per holder and held, with its doubt and its statements. */
import { api, carried, type Address } from "../address";
import { h, fill, type Child } from "../dom";
import { certainty, contestedMark, deniers, entities, entity, range, speakers, statements } from "../parts/cells";
import { asOf, certainOnly, knownAt, type Field } from "../parts/controls";
import { Chart } from "../parts/chart";
import { lens, type Told } from "../parts/lens";
import { mapped } from "../parts/mapped";
import { Sheet, type Ordering, type Tab } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { CustodyAnswer, CustodyRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { numbers } from "./custody-numbers";
import { ofCustody } from "./journeys";

export const held: Field = {
  kind: "entity",
  name: "held",
  of: "Group",
  label: words.controls.held,
  placeholder: words.controls.anyone,
};
export const holder: Field = {
  kind: "entity",
  name: "holder",
  of: "Actor",
  label: words.controls.holder,
  placeholder: words.controls.anyone,
};
export const place: Field = {
  kind: "entity",
  name: "place",
  of: "Place",
  label: words.controls.place,
  placeholder: words.controls.anywhere,
};

const SHARED = ["held", "known_at", "exclude", "trust", "min_independent", "reviewed", "embed"];
// beside the rows of the day
const ASIDES = ["lastKnown", "firstKnown", "perhapsSame", "together"] as const;
const tab = (path: string, text: string): Tab => ({
  path,
  text,
  href: (address: Address) => carried(address, path, path === "/plans" ? SHARED : [...SHARED, "holder", "place"]),
});

/** The faces of custody, each with an address of its own. */
export const TABS: readonly Tab[] = [
  tab("/custody", words.custody.day),
  tab("/custody/series", words.custody.series),
  tab("/custody/chain", words.custody.chain),
  tab("/custody/ledger", words.custody.ledger),
  tab("/plans", words.custody.plans),
];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.custody.title,
      tabs: TABS,
      fields: [held, asOf, knownAt, holder, place, certainOnly],
    });
    const ears = lens<CustodyAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => row.saidBy),
      (answer) => answer.rows.map(told),
    );
    const map = mapped();
    const chart = new Chart(sheet.figure, words.custody.picture);
    sheet.table.classList.add("custody");
    sheet.before.append(ears.element);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<CustodyAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) {
          map.clear();
          return;
        }
        const options = sheet.ordering(address, answer);
        fill(
          sheet.table,
          table(answer.rows, COLUMNS, { ...options, caption: words.custody.caption, empty: words.custody.nobody }),
          address.params.has("held") &&
            h(
              "p",
              {},
              `${words.custody.moreMoves} `,
              h("a", { href: carried(address, "/custody/chain", SHARED) }, words.custody.chain),
            ),
          ...ASIDES.map((each) => aside(words.custody[each], answer[each], options)),
        );
        fill(sheet.after, map.element);
        map.show(ofCustody(answer.rows), signal);
        await Promise.all([
          answer.rows.length > 0 && chart.show(api(address, "svg"), signal),
          ears.show(address, answer, signal),
        ]);
      },
      close: map.clear,
    };
  },
};

function aside(caption: string, rows: readonly CustodyRow[], options: Ordering): Child {
  if (!rows.length) return null;
  return h(
    "details",
    { class: "aside" },
    h("summary", {}, `${caption} (${rows.length})`),
    table(rows, COLUMNS, { ...options, next: null, caption }),
  );
}

const COLUMNS: readonly Column<CustodyRow>[] = [
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

function told(row: CustodyRow): Told {
  const counts = [row.count && range(row.count), row.gained && `${words.custody.gained} ${range(row.gained)}`].filter(
    Boolean,
  );
  return {
    key: `${row.holder.id} ${row.held.id}`,
    name: `${row.holder.name}: ${row.held.name}`,
    says: [row.certainty, ...counts].join(", "),
  };
}

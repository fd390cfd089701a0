/** Who held whom on a day: a line per holder and held, with its doubt and its statements. */
import { carried, type Address } from "../address";
import { h, fill, type Child } from "../dom";
import {
  certainty,
  contestedMark,
  deniers,
  entities,
  entity,
  listed,
  named,
  range,
  speakers,
  statementLink,
  statements,
  unbroken,
} from "../parts/cells";
import { asOf, certainOnly, knownAt, type Field } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { mapped } from "../parts/mapped";
import { Sheet, type Ordering, type Tab } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { CustodyAnswer, CustodyRow, Figure, Flow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { days, daysOf, howMany } from "./custodywords";
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
    sheet.table.classList.add("custody");
    sheet.before.append(ears.element);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<CustodyAnswer>(address, signal);
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
        await ears.show(address, answer, signal);
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
    cell: (row) =>
      row.deniedBy.length ? deniers(row.deniedBy) : h("span", { class: "none" }, words.custody.nobodyDisputes),
    sort: (row) => row.deniedBy.length || null,
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

function numbers(row: CustodyRow): Child {
  const { count, gained, lost } = row;
  if (!count && !gained && !lost) return h("span", { class: "none" }, words.count.none);
  return [
    count && counted(row, howMany(row)),
    gained && moved(words.custody.gained, gained),
    lost && moved(words.custody.lost, lost),
    row.countsDisagree &&
      h(
        "div",
        {},
        h(
          "a",
          { class: "contested", href: `/contested?entity=${encodeURIComponent(row.held.id)}` },
          words.doubt.disagree,
        ),
      ),
  ];
}

/** How many there were: in how many places, when, and each figure as it was written, with its place and its speaker. */
function counted(row: CustodyRow, number: string): HTMLElement {
  const { places, when } = words.custody.counted;
  const told = [
    row.countPlaces && places(row.countPlaces),
    row.countTiming !== "on" && row.countedOn && when(daysOf(row.countedOn)),
  ];
  const most = row.countsDisagree ? row.figures.length : FIGURES;
  return h(
    "div",
    {},
    number,
    " ",
    unbroken(told.filter(Boolean).join(" ")),
    figures(row.figures.slice(0, most), (one) => dated(one, row)),
    more(row.figureCount - most, words.custody.moreReadings),
  );
}

const FIGURES = 3;

/**
 * Who came or went: the number, and the reports that it comes from, each as it was written, with its day and its
 * speaker.
 */
function moved(how: string, flow: Flow): HTMLElement {
  return h(
    "div",
    {},
    `${how} ${range(flow)}`,
    figures(flow.figures.slice(-FIGURES), days),
    more(flow.figureCount - FIGURES, words.custody.moreFigures),
  );
}

/** A line per figure: as it was written, where, when, and who says so; each leads to its statement. */
function figures(shown: readonly Figure[], when: (one: Figure) => string): Child {
  const text = (one: Figure): Child[] => {
    const day = when(one);
    return listed(
      [
        words.count.wording(one.wording),
        ...one.places.map(({ name }) => name),
        ...(day ? [day] : []),
        ...one.saidBy.map(({ name }) => name),
      ],
      (part) => (part === day ? unbroken(day) : named(part)),
    );
  };
  const line = (one: Figure): Child => (one.statements[0] ? statementLink(one.statements[0], text(one)) : text(one));
  return h(
    "ul",
    { class: "plain figures" },
    shown.map((one) => h("li", {}, h("small", {}, line(one)))),
  );
}

/** The days of a figure, where they are not those that stand beside the number or are asked about. */
function dated(one: Figure, row: CustodyRow): string {
  return row.countedOn && days(one) === daysOf(row.countedOn) ? "" : days(one);
}

function more(number: number, text: (number: number) => string): Child {
  return number > 0 && h("small", {}, text(number));
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

/** How many were held over time: a line per count or move, and a drawing that joins none of them. */
import { api } from "../address";
import { fill, h, type Child } from "../dom";
import { certainty, deniers, entities, entity, range, statementLink } from "../parts/cells";
import { unbroken } from "../parts/bounds";
import { Chart } from "../parts/chart";
import { certainOnly, knownAt, type Field } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { say } from "../parts/status";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { SeriesAnswer, SeriesRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { held, holder, place, TABS } from "./custody";
import { chooseGroup } from "./groups";
import { days, names, numbered, plain, scope } from "./custodywords";

const start: Field = { kind: "day", name: "start", label: words.series.start };
const end: Field = { kind: "day", name: "end", label: words.series.end };

type Point = SeriesRow["points"][number];
type Segment = SeriesRow["segments"][number];
type Flow = SeriesRow["flows"][number];

/** One number of the answer, with the scope that it is of. */
interface Line {
  readonly row: SeriesRow;
  readonly kind: "point" | "segment" | "came" | "went";
  readonly mark: Point | Segment | Flow;
}

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.series.title,
      tabs: TABS,
      fields: [held, start, end, holder, place, knownAt, certainOnly],
    });
    const ears = lens<SeriesAnswer>(
      context,
      (answer) => lines(answer.rows).map(({ mark }) => mark.saidBy),
      (answer) => lines(answer.rows).map(told),
    );
    const chart = new Chart(sheet.figure, words.series.picture);
    sheet.before.append(ears.element);
    sheet.table.classList.add("custody");
    return {
      show: async (address, signal) => {
        sheet.before.hidden = !address.params.has("held");
        if (!address.params.has("held")) {
          chart.clear();
          return chooseGroup(sheet, address, signal);
        }
        const answer = await sheet.load<SeriesAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) return;
        const options = sheet.ordering(address, answer);
        fill(
          sheet.table,
          table(lines(answer.rows), COLUMNS, {
            ...options,
            caption: words.series.caption,
            empty: words.series.nothing,
          }),
          cut(answer.rows),
        );
        say(words.status.rows(lines(answer.rows).length));
        await Promise.all([
          answer.rows.length > 0 && chart.show(api(address, "svg"), signal),
          ears.show(address, answer, signal),
        ]);
      },
    };
  },
};

function lines(rows: readonly SeriesRow[]): Line[] {
  return rows.flatMap((row) =>
    [...row.points, ...row.segments, ...row.flows].map((mark) => ({ row, mark, kind: kindOf(mark) })),
  );
}

/** How many marks there are, where the answer has only the latest of them. */
function cut(rows: readonly SeriesRow[]): Child {
  const [shown, all] = [
    lines(rows).length,
    rows.reduce((sum, row) => sum + row.pointCount + row.segmentCount + row.flowCount, 0),
  ];
  return all > shown && h("p", {}, words.series.latest(shown, all));
}

function kindOf(mark: Line["mark"]): Line["kind"] {
  if ("direction" in mark) return mark.direction;
  return "start" in mark ? "segment" : "point";
}

const COLUMNS: readonly Column<Line>[] = [
  { key: "when", head: words.columns.when, cell: (line) => unbroken(when(line)), sort: first },
  { key: "what", head: words.series.what, cell: ({ kind }) => words.series.kinds[kind], sort: ({ kind }) => kind },
  { key: "count", head: words.columns.count, cell: number, sort: ({ mark }) => mark.min ?? mark.max, numeric: true },
  {
    key: "holder",
    head: words.columns.holder,
    cell: ({ row }) => (row.holders.length ? entities(row.holders) : none(words.series.noHolder)),
    sort: ({ row }) => names(row.holders) || null,
  },
  { key: "held", head: words.columns.held, cell: ({ row }) => entities(row.held), sort: ({ row }) => names(row.held) },
  {
    key: "place",
    head: words.columns.place,
    cell: ({ row }) => (row.places.length ? entities(row.places) : none(words.series.noPlace)),
    sort: ({ row }) => names(row.places) || null,
  },
  { key: "certainty", head: words.columns.certainty, cell: doubts, sort: ({ mark }) => mark.certainty },
  {
    key: "saidBy",
    head: words.columns.saidBy,
    cell: ({ mark }) => entity(mark.saidBy),
    sort: ({ mark }) => mark.saidBy.name,
  },
  {
    key: "disputed",
    head: words.columns.disputed,
    cell: disputes,
    sort: ({ mark }) => contradicted(mark).length + mark.deniedBy.length || null,
  },
  {
    key: "statements",
    head: words.columns.evidence,
    cell: ({ mark }) => statementLink(mark.statement, words.statementLink(1)),
  },
];

function none(text: string): HTMLElement {
  return h("span", { class: "none" }, text);
}

function first({ mark }: Line): string | null {
  return "start" in mark ? (mark.start.earliest ?? mark.certainFrom) : (mark.earliest ?? mark.latest);
}

function when({ mark }: Line): string {
  if (!("start" in mark)) return days(mark);
  const { series } = words;
  const sure = mark.certainFrom && mark.certainTo ? series.certainly(mark.certainFrom, mark.certainTo) : series.onNoDay;
  return [sure, series.began(days(mark.start)), series.lastSaid(days(mark.end)), mark.ongoing && series.ongoing]
    .filter(Boolean)
    .join("; ");
}

function number({ mark, row }: Line): Child {
  if (mark.min === null && mark.max === null) return none(words.series.notSaid);
  const unit =
    row.unit === "people" && !row.of ? "" : ` ${plain(row.unit)}${row.of ? ` ${words.series.of(row.of)}` : ""}`;
  return [
    range(mark),
    unit,
    mark.wording && h("small", {}, ` ${words.count.wording(mark.wording)}`),
    mark.kind && !["stock", "flow"].includes(mark.kind) && h("small", {}, ` ${plain(mark.kind)}`),
  ];
}

function doubts({ mark }: Line): Child {
  return [
    certainty(mark.certainty),
    mark.reading === "inferred" && h("small", {}, ` ${words.doubt.inferred}`),
    mark.knownCertainty === "possible" && h("small", {}, ` ${words.doubt.onlyPossiblyKnown}`),
    "sameAs" in mark && mark.sameAs.length > 0 && h("small", {}, ` ${words.series.sameAs(mark.sameAs.length + 1)}`),
  ];
}

/** Statements that cannot be true beside a count; of moves none are told. */
function contradicted(mark: Line["mark"]): readonly string[] {
  return "disagree" in mark ? mark.disagree : [];
}

function disputes({ mark }: Line): Child {
  const others = contradicted(mark);
  return [
    deniers(mark.deniedBy),
    others.length > 0 &&
      h(
        "div",
        { class: "contested" },
        words.series.disagree(others.length),
        others.map((id, at) => [" ", statementLink(id, words.statementLink(at + 1))]),
      ),
  ];
}

function told(line: Line): Told {
  return {
    key: `${line.mark.statement} ${line.kind} ${scope(line.row)}`,
    name: scope(line.row),
    says: `${words.series.kinds[line.kind]} ${numbered(line.mark)}, ${when(line)}`,
  };
}

/** What nobody says: gaps, what rests on one speaker, what is stale or not counted, and what would close each. */
import "../style/records.css";
import { api } from "../address";
import { fill, h, type Child } from "../dom";
import { unbroken } from "../parts/bounds";
import { entities, range, statements } from "../parts/cells";
import { alikeLink, groupsOf } from "../parts/alike";
import { Chart } from "../parts/chart";
import { asOf, knownAt, type Field } from "../parts/controls";
import { none } from "../parts/facts";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { SilencesAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { about } from "./contested";

const { silences: own } = words;
type Silence = SilencesAnswer["rows"][number];

const held: Field = {
  kind: "entity",
  name: "held",
  of: "Group",
  label: words.controls.held,
  placeholder: words.controls.anyone,
};
const kind: Field = {
  kind: "choice",
  name: "kind",
  label: own.kind,
  choices: [["", own.all], ...Object.entries(own.kinds)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: [held, about, kind, asOf, knownAt] });
    sheet.table.classList.add("wordy");
    const chart = new Chart(sheet.figure, own.drawing);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<SilencesAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) return;
        fill(
          sheet.table,
          groupsOf(answer, address),
          table(answer.rows, COLUMNS, { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) }),
        );
        if (answer.rows.length) await chart.show(api(address, "svg"), signal);
      },
    };
  },
};

const COLUMNS: readonly Column<Silence>[] = [
  { key: "who", head: own.who, cell: who, sort: name },
  {
    key: "kind",
    head: words.columns.kind,
    cell: (row) => own.kinds[row.kind] ?? plain(row.kind),
    sort: (row) => row.kind,
  },
  { key: "from", head: own.period, cell: period, sort: (row) => row.from },
  {
    key: "days",
    head: own.days,
    cell: (row) => (row.days === null ? none("–") : own.daysOf(row.days)),
    sort: (row) => row.days,
    numeric: true,
  },
  {
    key: "people",
    head: own.people,
    cell: (row) => (row.people ? range(row.people) : none(words.count.none)),
    sort: (row) => row.people?.min ?? null,
    numeric: true,
  },
  {
    key: "because",
    head: own.because,
    cell: (row) => [unbroken(row.because), alikeLink(row)],
    sort: (row) => row.because,
  },
  {
    key: "closes",
    head: own.wouldClose,
    cell: (row) => unbroken(row.wouldClose.sentence),
    sort: (row) => row.wouldClose.what,
  },
  { key: "statements", head: own.evidence, cell: (row) => statements(row), sort: (row) => row.statementCount },
];

function who(row: Silence): Child {
  return [
    entities(row.held),
    row.holders.length > 0 && h("div", {}, h("small", {}, `${own.heldBy} `), entities(row.holders)),
    row.places.length > 0 && h("div", {}, h("small", {}, words.predicates.tails.at), entities(row.places)),
  ];
}

function period({ from, to }: Silence): Child {
  return from || to
    ? unbroken(`${from ?? words.timeline.unknown} – ${to ?? words.timeline.unknown}`)
    : none(own.noPeriod);
}

function name(row: Silence): string {
  return [...row.held, ...row.holders].map((ref) => ref.name).join(", ");
}

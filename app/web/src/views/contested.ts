/**
 * What is denied, corrected or questioned, and where figures or dates cannot both be true: the sides beside one
 * another.
 */
import "../style/records.css";
import { fill, h, type Child } from "../dom";
import { bounds, unbroken } from "../parts/bounds";
import { certainty, entity, named, range, statementLink, statements } from "../parts/cells";
import { alikeLink, groupsOf } from "../parts/alike";
import { asOf, knownAt, type Field } from "../parts/controls";
import { anonymous, none } from "../parts/facts";
import { lens, type Told } from "../parts/lens";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { ContestedAnswer, ContestedRow } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { contested: own } = words;
type Reading = ContestedRow["readings"][number];

export const about: Field = {
  kind: "entity",
  name: "entity",
  of: null,
  label: own.entity,
  placeholder: words.controls.everyone,
};
const why: Field = {
  kind: "choice",
  name: "pick",
  label: own.why,
  choices: [["", own.all], ...Object.entries(own.whys)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: [about, why, asOf, knownAt] });
    sheet.table.classList.add("wordy");
    const ears = lens<ContestedAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => row.readings.map((reading) => reading.saidBy)),
      (answer) => answer.rows.map(told),
    );
    sheet.before.append(h("p", {}, own.intro), ears.element);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<ContestedAnswer>(address, signal);
        if (!answer) return;
        const pick = address.params.get("pick");
        const rows = pick ? answer.rows.filter((row) => row.why === pick) : answer.rows;
        fill(
          sheet.table,
          groupsOf(answer, address),
          rows.length < answer.rows.length && h("p", {}, own.shown(rows.length, answer.rows.length)),
          table(rows, COLUMNS, { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) }),
        );
        await ears.show(address, answer, signal);
      },
    };
  },
};

const COLUMNS: readonly Column<ContestedRow>[] = [
  { key: "question", head: own.question, cell: question, sort: (row) => row.question.words },
  {
    key: "why",
    head: words.columns.why,
    cell: (row) => h("strong", { class: "contested" }, own.whys[row.why] ?? plain(row.why)),
    sort: (row) => row.why,
  },
  {
    key: "sides",
    head: own.sides,
    cell: (row) =>
      h(
        "ul",
        { class: "sides" },
        row.readings.map((reading) => side(reading, row)),
      ),
  },
  { key: "disputed", head: own.disputes, cell: disputers, sort: (row) => row.disputedBy.length || null },
  { key: "certainty", head: own.certainty, cell: doubt, sort: (row) => row.certainty },
  {
    key: "independent",
    head: own.independent,
    cell: (row) => (row.independentSpeakers ? range(row.independentSpeakers) : none(words.unknown)),
    sort: (row) => row.independentSpeakers?.min ?? null,
  },
  { key: "statements", head: own.evidence, cell: (row) => statements(row), sort: (row) => row.statementCount },
];

/** What is in dispute, with a part and its whole as names that lead on, and how many are like it. */
function question(row: ContestedRow): Child {
  const { part, whole } = row;
  return [
    h("bdi", { dir: "auto" }, unbroken(plain(row.question.words))),
    part && whole && h("div", {}, h("small", {}, `${own.part} `, entity(part), "; ", `${own.whole} `, entity(whole))),
    alikeLink(row),
  ];
}

/** One reading: what it says in a few words, who says so, and where. */
function side(reading: Reading, row: ContestedRow): HTMLElement {
  const { count, saidBy, outlet, countsAs } = reading;
  const stance = words.predicates.stances[reading.stance] ?? plain(reading.stance);
  const says: Child =
    row.why === "dates"
      ? unbroken(bounds(reading.dates))
      : row.why === "figures" && count
        ? [range(count), h("small", {}, ` ${words.count.wording(count.wording)}`)]
        : stance;
  return h(
    "li",
    { class: reading.stance },
    entity(saidBy),
    anonymous(saidBy),
    outlet && outlet.id !== saidBy.id && h("small", {}, ` ${own.in} `, named(outlet.name)),
    countsAs && h("small", {}, `, ${own.counts} `, named(countsAs.name)),
    ": ",
    statementLink(reading.statement, says),
    row.why !== "dates" && h("small", {}, " ", unbroken(bounds(reading.dates))),
  );
}

/** Who takes the other side, with what stance; a speaker who does so in several statements is named once. */
function disputers(row: ContestedRow): Child {
  const stances = new Map(row.readings.map((reading) => [reading.statement, reading.stance]));
  const speakers = new Map(row.disputedBy.map((one) => [one.id, one]));
  const link = (one: ContestedRow["disputedBy"][number]): Child => {
    const stance = stances.get(one.statement) ?? "denies";
    const general = one.scope === "general" ? `, ${own.inGeneral}` : "";
    return h(
      "div",
      {},
      h("small", {}, statementLink(one.statement, `${words.predicates.stances[stance] ?? plain(stance)}${general}`)),
    );
  };
  return [...speakers.values()].map((speaker) =>
    h("div", {}, entity(speaker), row.disputedBy.filter((one) => one.id === speaker.id).map(link)),
  );
}

function doubt(row: ContestedRow): Child {
  return [certainty(row.certainty), row.certainty === "possible" && h("small", {}, ` ${own.possible}`)];
}

function told(row: ContestedRow): Told {
  return { key: `${row.why} ${row.disputed.key}`, name: row.question.words, says: row.sides.join("; ") };
}

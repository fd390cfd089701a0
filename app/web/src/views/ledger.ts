/** Does it add up? First count, those who came and went, the next count; what is left over stands out. */
import { api } from "../address";
import { fill, h, type Child } from "../dom";
import { allStatements, entity, listed, named, range, statementLink } from "../parts/cells";
import { Chart } from "../parts/chart";
import { asOf, knownAt, type Field } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { LedgerAnswer, LedgerRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { gap, linesOf, periodOf, ranked, titleOf, verdict, type Line, type Report } from "./account";
import { held, holder, place, TABS } from "./custody";
import { chooseGroup } from "./groups";
import { numbered, plain, spoken } from "./custodywords";

const from: Field = { kind: "day", name: "from", label: words.series.start };
const to: Field = { kind: "day", name: "to", label: words.series.end };
const UNSORTED = { sort: null, onSort: (): void => undefined };

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.ledger.title,
      tabs: TABS,
      fields: [held, holder, place, from, to, asOf, knownAt],
    });
    const ears = lens<LedgerAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => spoken(row.statements)),
      (answer) => answer.rows.map(told),
    );
    const chart = new Chart(sheet.figure, words.ledger.picture);
    sheet.table.classList.add("custody");
    sheet.before.append(h("p", {}, words.ledger.intro), ears.element);
    return {
      show: async (address, signal) => {
        ears.element.hidden = !address.params.has("held");
        if (!address.params.has("held")) {
          chart.clear();
          return chooseGroup(sheet, address, signal);
        }
        const answer = await sheet.load<LedgerAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) return;
        const isCompared = answer.rows.some(({ unaccounted }) => unaccounted);
        const accounts = ranked(answer.rows).map((row) => account(row, isCompared && !row.unaccounted));
        fill(
          sheet.table,
          accounts.length ? accounts : h("p", { class: "empty" }, words.ledger.none),
          partsOf(answer),
          otherUnits(answer),
        );
        await Promise.all([
          answer.rows.length > 0 && chart.show(api(address, "svg"), signal),
          ears.show(address, answer, signal),
        ]);
      },
    };
  },
};

/** One ledger: its table, and why it stays open. A folded one is a line until it is opened. */
function account(row: LedgerRow, isFolded: boolean): HTMLElement {
  const caption = [titleOf(row), periodOf(row)].filter(Boolean).join(", ");
  const heading = [named(titleOf(row)), periodOf(row) && h("small", {}, ` ${periodOf(row)}`)];
  const evidence: Child = [
    h("p", { class: `verdict ${row.closes}` }, verdict(row)),
    table(linesOf(row), columns(row), { ...UNSORTED, caption, marked: ({ kind }) => kind }),
    row.statementCount > row.statements.length && h("p", {}, allStatements(row.statements.length, row.statementCount)),
    row.combinations.length > 1 && combinations(row),
    row.openBecause.length > 0 && because(row),
  ];
  return isFolded
    ? h("details", { class: "account" }, h("summary", {}, heading), evidence)
    : h("section", { class: "account" }, h("h2", {}, heading), evidence);
}

function columns(row: LedgerRow): readonly Column<Line>[] {
  return [
    { key: "line", head: words.ledger.line, cell: ({ kind }) => words.ledger.lines[kind] },
    { key: "count", head: words.columns.count, cell: ({ text }) => text },
    { key: "reports", head: words.columns.saidBy, cell: ({ reports }) => reported(reports, row) },
    { key: "why", head: words.ledger.why, cell: ({ why }) => listed(why, named) },
  ];
}

/** Each report with its number as written; several of one line are alternatives, not to be added up. */
function reported(reports: readonly Report[], row: LedgerRow): Child {
  const speaker = new Map(row.statements.map(({ id, saidBy }) => [id, saidBy]));
  return h(
    "ul",
    { class: "plain" },
    reports.map((report) => {
      const said = report.saidBy ?? speaker.get(report.statement);
      return h("li", {}, said && [entity(said), ": "], statementLink(report.statement, numbered(report)));
    }),
  );
}

function combinations(row: LedgerRow): HTMLElement {
  const count = (counts: LedgerRow["openings"], at: number): string => (counts[at] ? range(counts[at]) : words.unknown);
  const one = (pair: LedgerRow["combinations"][number]): string =>
    words.ledger.combination(
      count(row.openings, pair.opening),
      count(row.closings, pair.closing),
      verdict({ ...pair, unit: row.unit }),
    );
  return h(
    "div",
    {},
    h("p", {}, words.ledger.alternatives),
    h(
      "ul",
      {},
      row.combinations.map((pair) => h("li", {}, one(pair))),
    ),
  );
}

function because(row: LedgerRow): HTMLElement {
  const links = (ids: readonly string[]): Child =>
    ids.map((id, at) => [" ", statementLink(id, words.statementLink(ids.length > 1 ? at + 1 : 1))]);
  return h(
    "div",
    {},
    h("h3", {}, words.ledger.openBecause),
    h(
      "ul",
      {},
      row.openBecause.map(({ why, statements, statementCount }) =>
        h(
          "li",
          {},
          plain(why),
          links(statements),
          statementCount > statements.length && ` ${words.ledger.more(statementCount - statements.length)}`,
        ),
      ),
    ),
  );
}

type Part = LedgerAnswer["parts"][number];

function partsOf(answer: LedgerAnswer): Child {
  if (!answer.parts.length) return null;
  const { ledger } = words;
  const count = (part: Part["whole"]): Child => [
    entity(part.held),
    ": ",
    statementLink(part.statement, numbered(part)),
  ];
  const columns: readonly Column<Part>[] = [
    { key: "whole", head: ledger.whole, cell: ({ whole }) => count(whole) },
    {
      key: "parts",
      head: ledger.part,
      cell: ({ parts, exhaustive }) => [
        h(
          "ul",
          { class: "plain" },
          parts.map((part) => h("li", {}, count(part))),
        ),
        h("small", {}, exhaustive ? ledger.exhaustive : ledger.notExhaustive),
      ],
    },
    { key: "sum", head: ledger.sum, cell: ({ sum }) => range(sum), numeric: true },
    {
      key: "difference",
      head: ledger.difference,
      cell: ({ difference, agrees }) => [
        gap(difference),
        h("div", { class: agrees === "no" ? "contested" : null }, ledger.agrees[agrees] ?? agrees),
      ],
    },
  ];
  return h(
    "section",
    {},
    h("h2", {}, ledger.parts),
    table(answer.parts, columns, { ...UNSORTED, caption: ledger.partsIntro }),
    answer.partCount > answer.parts.length && h("p", {}, ledger.moreParts(answer.partCount - answer.parts.length)),
  );
}

function otherUnits(answer: LedgerAnswer): Child {
  if (!answer.otherUnits.length) return null;
  const one = (count: LedgerAnswer["otherUnits"][number]): Child => [
    statementLink(count.statement, `${numbered(count)} ${plain(count.unit)}`),
    ` ${plain(count.why)}`,
  ];
  return h(
    "section",
    {},
    h("h2", {}, words.ledger.otherUnits),
    h(
      "ul",
      {},
      answer.otherUnits.map((count) => h("li", {}, one(count))),
    ),
    answer.otherUnitCount > answer.otherUnits.length &&
      h("p", {}, words.ledger.moreUnits(answer.otherUnitCount - answer.otherUnits.length)),
  );
}

function told(row: LedgerRow): Told {
  return {
    key: titleOf(row) + periodOf(row),
    name: [titleOf(row), periodOf(row)].filter(Boolean).join(", "),
    says: verdict(row),
  };
}

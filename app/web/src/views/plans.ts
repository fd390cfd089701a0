/** Planned and done: who means to do what with whom, how it is meant, and what is said to be done of it. */
import { api } from "../address";
import { fill, h, type Child } from "../dom";
import { entities, entity, range, statementLink } from "../parts/cells";
import { Chart } from "../parts/chart";
import { knownAt } from "../parts/controls";
import { mapped } from "../parts/mapped";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { PlanRow, PlansAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { held, TABS } from "./custody";
import { ofPlans } from "./journeys";
import { counted, names, plain } from "./custodywords";

/** What the speaker expects or asks for is nobody's plan, and must not look like one. */
const NO_PLANS = ["expected", "urged"];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: words.plans.title, tabs: TABS, fields: [held, knownAt] });
    const map = mapped();
    sheet.table.classList.add("custody");
    const chart = new Chart(sheet.figure, words.plans.picture);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<PlansAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) {
          map.clear();
          return;
        }
        const options = sheet.ordering(address, answer);
        fill(
          sheet.table,
          table(answer.rows, COLUMNS, {
            ...options,
            caption: words.plans.caption,
            empty: words.plans.none,
            marked: ({ mode }) => (NO_PLANS.includes(mode) ? "noplan" : null),
          }),
        );
        fill(sheet.after, map.element);
        map.show(ofPlans(answer.rows), signal);
        if (!answer.rows.length) return;
        const head = [h("h2", {}, words.plans.picture), h("figcaption", {}, words.plans.how)];
        await chart.show(api(address, "svg"), signal, ...head);
      },
      close: map.clear,
    };
  },
};

const COLUMNS: readonly Column<PlanRow>[] = [
  {
    key: "who",
    head: words.plans.who,
    cell: ({ who }) => (who.length ? entities(who) : h("span", { class: "none" }, words.chain.unknown)),
    sort: ({ who }) => names(who) || null,
  },
  {
    key: "what",
    head: words.plans.what,
    cell: ({ predicate, terms }) => [
      plain(predicate),
      terms.length > 0 && h("small", {}, ` ${terms.map(plain).join(", ")}`),
    ],
    sort: ({ predicate }) => predicate,
  },
  {
    key: "mode",
    head: words.plans.mode,
    cell: ({ mode }) => words.plans.modes[mode] ?? plain(mode),
    sort: ({ mode }) => mode,
  },
  { key: "of", head: words.plans.of, cell: ({ of }) => entities(of), sort: ({ of }) => names(of) },
  { key: "way", head: words.plans.way, cell: way, sort: (row) => names([...row.from, ...row.to]) || null },
  { key: "cap", head: words.plans.cap, cell: number, sort: ({ cap }) => cap?.max ?? cap?.min ?? null, numeric: true },
  { key: "saidBy", head: words.columns.saidBy, cell: said, sort: ({ saidBy }) => saidBy.name },
  { key: "done", head: words.plans.done, cell: done, sort: (row) => row.done?.max ?? null, numeric: true },
  {
    key: "share",
    head: words.plans.share,
    cell: ({ share }) => share && words.plans.percent(range(share)),
    sort: ({ share }) => share?.min ?? null,
    numeric: true,
  },
  {
    key: "statements",
    head: words.columns.evidence,
    cell: ({ statements }) =>
      statements.map(({ id }, at) => [at > 0 && " ", statementLink(id, words.statementLink(at + 1))]),
  },
];

function way({ from, to }: PlanRow): Child {
  if (!from.length && !to.length) return null;
  return [from.length ? entities(from) : words.chain.unknown, " → ", to.length ? entities(to) : words.chain.unknown];
}

function number({ count }: PlanRow): Child {
  return count
    ? [counted(count), h("small", {}, ` ${words.count.wording(count.wording)}`)]
    : h("span", { class: "none" }, words.count.none);
}

function said({ saidBy, saidOn, knownCertainty }: PlanRow): Child {
  return [
    entity(saidBy),
    saidOn && h("small", {}, ` ${words.plans.said(saidOn)}`),
    knownCertainty === "possible" && h("small", {}, `, ${words.doubt.onlyPossiblyKnown}`),
  ];
}

function done(row: PlanRow): Child {
  if (!row.done && !row.doneBy.length) return h("span", { class: "none" }, words.plans.nothingDone);
  return [
    row.done ? range(row.done) : words.plans.nothingDone,
    h(
      "details",
      {},
      h("summary", {}, words.plans.doneBy(row.doneBy.length)),
      h(
        "ul",
        { class: "plain" },
        row.doneBy.map(({ statement, basis, inTotal }, at) =>
          h(
            "li",
            {},
            statementLink(statement, words.statementLink(at + 1)),
            ` ${words.plans.basis[basis] ?? basis}`,
            inTotal && ` (${words.plans.inTotal})`,
          ),
        ),
      ),
    ),
  ];
}

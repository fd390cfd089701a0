/** What is included, how it was coded and checked, and what is not known: of this service, by its own data. */
import "../style/story.css";
import { fill, h, type Child } from "../dom";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { MethodsAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { methods: own } = words;
type Row = MethodsAnswer["rows"][number];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title });
    sheet.before.classList.add("reading");
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<MethodsAnswer>(address, signal);
        if (!answer) return;
        fill(sheet.before, h("p", {}, own.lead), questions(answer).map(section));
        const options = { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) };
        fill(sheet.table, table(answer.rows, COLUMNS, options));
      },
    };
  },
};

interface Answered {
  readonly question: string;
  readonly told: readonly string[];
  readonly links?: readonly (readonly [string, string])[];
}

function section({ question, told, links = [] }: Answered): Child {
  return [
    h("h2", {}, question),
    told.map((text) => h("p", {}, text)),
    links.length > 0 &&
      h(
        "p",
        {},
        links.map(([href, text], at) => [at > 0 && " · ", h("a", { href }, text)]),
      ),
  ];
}

function questions({ totals, vocabulary, judgements, loads, lastLoaded, dataVersion }: MethodsAnswer): Answered[] {
  const ask = own.questions;
  const number = new Map(vocabulary.map((one) => [one.type as string, one.number]));
  return [
    {
      question: ask.included,
      told: [own.included(totals), own.words(number.get("predicate") ?? 0), own.left],
      links: [["/vocabulary", own.codebook]],
    },
    { question: ask.says, told: [own.says(totals), own.independent] },
    { question: ask.coded, told: [own.coded(totals), own.numbers(totals), own.plans(totals)] },
    {
      question: ask.checked,
      told: [own.checked(totals), own.disagree(totals)],
      links: [["/contested", words.contested.title]],
    },
    { question: ask.same, told: [own.same(judgements)], links: [["/matches", words.matches.title]] },
    {
      question: ask.unknown,
      told: [own.unended(totals), own.noEvidence],
      links: [["/silences", words.silences.title]],
    },
    { question: ask.harm, told: [own.harm] },
    { question: ask.changes, told: [own.changes(loads, lastLoaded, dataVersion), own.mistakes] },
  ];
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "title",
    head: words.sources.source,
    cell: ({ id, title }) => h("a", { href: `/sources/${encodeURIComponent(id)}` }, h("bdi", { dir: "auto" }, title)),
    sort: ({ title }) => title,
  },
  {
    key: "published",
    head: words.sources.published,
    cell: ({ publishedOn }) => publishedOn,
    sort: ({ publishedOn }) => publishedOn,
  },
  {
    key: "statements",
    head: words.columns.statements,
    cell: ({ statements }) => words.number(statements),
    sort: ({ statements }) => statements,
    numeric: true,
  },
  {
    key: "inferred",
    head: own.inferred,
    cell: ({ inferred }) => (inferred ? words.number(inferred) : null),
    sort: ({ inferred }) => inferred,
    numeric: true,
  },
  {
    key: "checked",
    head: own.second,
    cell: ({ checked, agreed }) => (checked + agreed ? words.number(checked + agreed) : null),
    sort: ({ checked, agreed }) => checked + agreed,
    numeric: true,
  },
  {
    key: "days",
    head: own.days,
    cell: ({ earliest, latest }) => own.span(earliest, latest),
    sort: ({ earliest }) => earliest,
  },
];

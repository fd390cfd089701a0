/** The codebook: every word of the vocabulary with what it means, when to use it, and when another one. */
import "../style/records.css";
import { changed, written, type Address } from "../address";
import { fill, h, type Child } from "../dom";
import type { Field } from "../parts/controls";
import { facts } from "../parts/facts";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { Word, WordsAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { vocabulary: own } = words;
const TYPES = ["predicate", "mode", "label", "kind", "term", "unit"] as const;
/** So many words are shown in full. */
const FULL = 3;
const FIELDS: readonly Field[] = [
  { kind: "text", name: "word", label: own.search, hint: own.hint },
  {
    kind: "choice",
    name: "type",
    label: own.type,
    choices: [["", own.all], ...TYPES.map((type) => [type, own.types[type] ?? type] as const)],
  },
];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: FIELDS });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<WordsAnswer>(address, signal);
        if (!answer) return;
        const options = { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) };
        fill(sheet.table, table(answer.rows, columns(address), options));
        const isFew = address.params.has("word") && answer.rows.length <= FULL;
        fill(sheet.after, isFew && answer.rows.map(inFull));
      },
    };
  },
};

function columns(address: Address): readonly Column<Word>[] {
  const link = (row: Word): string => written(changed(address, { word: row.name, type: row.type, sort: null }));
  return [
    {
      key: "name",
      head: own.word,
      cell: (row) => h("a", { href: link(row), class: "word" }, row.name),
      sort: (row) => row.name,
    },
    { key: "type", head: own.type, cell: typed, sort: (row) => `${row.type} ${row.group ?? ""}` },
    { key: "definition", head: own.definition, cell: (row) => row.definition, sort: (row) => row.definition },
    { key: "use", head: own.useWhen, cell: (row) => linked(row.useWhen) },
    { key: "not", head: own.notFor, cell: (row) => linked(row.notFor) },
    { key: "codes", head: own.codes, cell: codes, sort: (row) => row.codes[0]?.code ?? null },
  ];
}

function typed(row: Word): Child {
  const of = row.group ? own.typeOf(row.type, row.group.replaceAll("_", " ")) : row.type;
  return [
    h("span", { class: "word" }, of),
    row.sources.length > 0 && h("div", {}, h("small", {}, own.ofSource(row.sources))),
  ];
}

/** Fields of a statement, which texts name as they name words. */
const OF_STATEMENTS = new Set(["about", "at", "from_holder", "parts", "to_holder", "to_place", "valid"]);

/** A text in which each word that stands in backticks is a link to it. */
function linked(text: string): Child {
  const name = (part: string): Child =>
    OF_STATEMENTS.has(part)
      ? h("code", {}, part)
      : h("a", { href: `/vocabulary?word=${encodeURIComponent(part)}` }, part);
  return text.split("`").map((part, number) => (number % 2 ? name(part) : part));
}

function codes(row: Word): Child {
  return row.codes.map(({ book, code }) => h("div", {}, `${book} ${code}`));
}

function inFull(row: Word): Child {
  const sign = row.sign === null ? own.noSign : own.signs[String(row.sign)];
  const ofPredicate: readonly (readonly [string, Child])[] = [
    [own.says, row.says],
    [own.time, row.time && own.times[row.time]],
    [own.roles, roles(row)],
    [own.edges, row.edges.map((edge) => h("div", {}, h("code", {}, edge.type), ` ${own.edge(edge.start, edge.end)}`))],
    [own.capacity, [row.capacity, row.fate].filter(Boolean).join(", ")],
    [own.sign, row.sign === null ? sign : `${sign}, ${row.symmetric ? own.bothWays : own.oneWay}`],
    [own.stale, row.staleAfterDays !== null && own.days(row.staleAfterDays)],
    [own.terms, row.terms.join(", ")],
  ];
  return h(
    "section",
    {},
    h("h2", {}, row.name, h("span", { class: "kind" }, typed(row))),
    facts([
      [own.definition, row.definition],
      [own.useWhen, row.useWhen && linked(row.useWhen)],
      [own.notFor, row.notFor && linked(row.notFor)],
      [own.example, row.example],
      [own.codes, row.codes.length > 0 && codes(row)],
      ...(row.type === "predicate" ? ofPredicate : []),
    ]),
  );
}

function roles(row: Word): Child {
  return [
    ...row.roles.map((role) =>
      h("div", {}, [
        role.role,
        ": ",
        role.labels,
        role.required && `, ${own.required}`,
        role.custody && `, ${role.custody}`,
      ]),
    ),
    !row.hasObject && h("div", {}, own.noObject),
  ];
}

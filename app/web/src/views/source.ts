/** A source, what it is a translation or a copy of, and the statements that cite it. */
import "../style/records.css";
import { written } from "../address";
import { send } from "../api";
import { fill, h, type Child } from "../dom";
import { limits } from "../parts/bounds";
import { entity, listed, named, statementLink } from "../parts/cells";
import { external, facts, none, section } from "../parts/facts";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { Source, SourceAnswer, TableAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { sources: own } = words;
const MOST = 500;

/** The service has no list of a source's statements; this asks for it, and can be opened as a query. */
const QUERY = `// What a source says.
//
// $source STRING  id of the source
MATCH (said:Statement)-[:CITES]->(:Source {id: $source})
WHERE said.closedIn = 2147483647
MATCH (said)-[:SAID_BY]->(speaker:Entity)
RETURN said.id AS statement, said.predicate AS predicate, said.polarity AS polarity, said.mode AS mode,
  COLLECT { MATCH (said)-[:SUBJECT|AGENT]->(who:Entity) RETURN DISTINCT who.name AS name ORDER BY name } AS who,
  COLLECT { MATCH (said)-[:OBJECT]->(whom:Entity) RETURN DISTINCT whom.name AS name ORDER BY name } AS whom,
  said.validityWritten AS when, said.countWording AS count, speaker.id AS speakerId, speaker.name AS speaker
ORDER BY said.key`;

interface Row {
  readonly statement: string;
  readonly predicate: string;
  readonly polarity: string;
  readonly mode: string;
  readonly who: readonly string[];
  readonly whom: readonly string[];
  readonly when: string | null;
  readonly count: string | null;
  readonly speakerId: string;
  readonly speaker: string;
}

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.one });
    let said: TableAnswer | null = null; // another order asks nothing again
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<SourceAnswer>(address, signal);
        if (!answer) return;
        const { source } = answer;
        sheet.entitled(source.title);
        sheet.answered(address, answer);
        fill(sheet.before, described(source));
        said ??= await send<TableAnswer>(
          "/v1/cypher",
          { query: QUERY, parameters: { source: source.id }, limit: MOST },
          signal,
        );
        signal.throwIfAborted();
        const params = new URLSearchParams({ query: QUERY, parameters: JSON.stringify({ source: source.id }) });
        fill(
          sheet.table,
          section(
            own.statements,
            table(said.rows as unknown as readonly Row[], COLUMNS, {
              caption: own.statements,
              ...sheet.ordering(address),
            }),
            said.truncated && h("p", {}, own.most(MOST)),
            h("p", {}, h("a", { href: written({ path: "/cypher", params }) }, own.asQuery)),
          ),
        );
      },
    };
  },
};

const COLUMNS: readonly Column<Row>[] = [
  { key: "said", head: own.statement, cell: said, sort: (row) => [...row.who, row.predicate, ...row.whom].join(" ") },
  { key: "when", head: own.when, cell: (row) => row.when ?? none(words.unknown), sort: (row) => row.when },
  { key: "count", head: own.count, cell: (row) => row.count ?? none(words.count.none), sort: (row) => row.count },
  {
    key: "speaker",
    head: own.speaker,
    cell: (row) => entity({ id: row.speakerId, name: row.speaker }),
    sort: (row) => row.speaker,
  },
];

function said(row: Row): Child {
  const mode = row.mode === "occurred" ? null : h("em", {}, `${plain(row.mode)}: `);
  return [
    row.polarity === "denies" && h("strong", { class: "denied" }, `${own.denied}: `),
    statementLink(row.statement, mode, listed(row.who, named), " ", plain(row.predicate), " ", listed(row.whom, named)),
  ];
}

function archived(archive: NonNullable<Source["archive"]>): Child {
  const files = [archive.file, archive.stamp !== null && own.stamped(archive.stamp)].filter(Boolean).join(", ");
  return [archive.url !== null && external(archive.url), archive.url !== null && files && h("br"), files];
}

function described(source: Source): HTMLElement {
  return facts([
    [own.publisher, source.publisher && named(source.publisher)],
    [
      own.published,
      [
        limits(source.publishedEarliest, source.publishedLatest),
        h("small", {}, ` ${words.entity.columns.written} `, h("span", { class: "id" }, source.publishedOn)),
      ],
    ],
    [own.why, source.publishedReason],
    [own.link, source.url && external(source.url)],
    [own.licence, source.licence],
    [own.retrieved, source.retrievedOn],
    [own.text, source.text && [source.text.file, source.text.length !== null && `, ${own.length(source.text.length)}`]],
    [own.archive, source.archive && archived(source.archive)],
    [
      own.related,
      source.related.length > 0 &&
        h(
          "ul",
          { class: "plain" },
          source.related.map(({ kind, source: id }) =>
            h(
              "li",
              {},
              `${own.kinds[kind] ?? plain(kind)} `,
              h("a", { href: `/sources/${encodeURIComponent(id)}` }, id),
            ),
          ),
        ),
    ],
    [own.rows, source.rows === "distinct" && own.distinctRows],
    [
      own.covers,
      source.covers.length > 0 &&
        h(
          "ul",
          { class: "plain" },
          source.covers.map((claim) =>
            h(
              "li",
              {},
              entity(claim.group),
              ": ",
              listed(claim.holders, entity),
              claim.places.length > 0 && [", ", listed(claim.places, entity)],
              `, ${own.covered(claim.from, claim.to)}`,
            ),
          ),
        ),
    ],
    [words.statement.key, h("span", { class: "id" }, source.id)],
  ]);
}

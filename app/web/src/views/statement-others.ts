/** What others say to a statement, what it says to others, and its other versions. */
import { ask } from "../api";
import { h, type Child } from "../dom";
import { entity, statementLink } from "../parts/cells";
import { anonymous, facts, none, section } from "../parts/facts";
import { plain, shown } from "../parts/sentence";
import { table, type Column } from "../parts/table";
import { when } from "../parts/statementcolumns";
import type { Statement, StatementAnswer, WholeStatement } from "../types";
import { words } from "../words";

const { statement: own, predicates } = words;
type Reply = Statement["responses"][number];
type Heard = Reply & { readonly whole: WholeStatement | null };

const COLUMNS: readonly Column<Heard>[] = [
  { key: "who", head: own.who, cell: (reply) => [entity(reply.saidBy), anonymous(reply.saidBy)] },
  {
    key: "stance",
    head: own.stance,
    cell: (reply) =>
      h(
        "strong",
        { class: reply.stance === "denies" ? "denied" : null },
        predicates.stances[reply.stance] ?? plain(reply.stance),
      ),
  },
  { key: "scope", head: own.scope, cell: (reply) => predicates.scopes[reply.scope] ?? plain(reply.scope) },
  {
    key: "what",
    head: own.replies,
    cell: (reply) => statementLink(reply.id, reply.whole ? shown(reply.whole).map(unlinked) : reply.key),
  },
  { key: "when", head: words.columns.when, cell: (reply) => reply.whole && when(reply.whole.validity) },
];

/** Responses side by side, with what each of them says. */
export async function responses(statement: WholeStatement, signal: AbortSignal): Promise<Child> {
  return section(own.responses, (await side(statement.responses, own.responses, signal)) ?? none(own.noResponses));
}

export async function answering(statement: WholeStatement, signal: AbortSignal): Promise<Child> {
  return section(own.respondsTo, await side(statement.respondsTo, own.respondsTo, signal));
}

async function side(replies: readonly Reply[], caption: string, signal: AbortSignal): Promise<Child> {
  if (!replies.length) return null;
  const whole = await Promise.all(replies.slice(0, 20).map((reply) => heard(reply.id, signal)));
  const rows = replies.map((reply, at) => ({ ...reply, whole: whole[at] ?? null }));
  return table(rows, COLUMNS, { caption, sort: null, onSort: () => undefined });
}

async function heard(id: string, signal: AbortSignal): Promise<WholeStatement | null> {
  try {
    return (await ask<StatementAnswer>(`/v1/statements/${encodeURIComponent(id)}`, signal)).statement;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

/** A link must not lie in a link: names become their texts. */
function unlinked(child: Child): Child {
  if (Array.isArray(child)) return (child as readonly Child[]).map(unlinked);
  return child instanceof HTMLAnchorElement ? h("bdi", { dir: "auto" }, child.textContent) : child;
}

export function occurrence(statement: WholeStatement): Child {
  const keys = (found: readonly string[]): Child =>
    found.length > 0 &&
    h(
      "ul",
      { class: "plain" },
      found.map((key) => h("li", {}, statementLink(key, key))),
    );
  const { sameOccurrence: same, differentOccurrence: other, unsureOccurrence: unsure } = statement;
  if (!same.length && !other.length && !unsure.length) return null;
  return section(
    own.occurrence,
    facts([
      [own.same, keys(same)],
      [own.different, keys(other)],
      [own.unsure, keys(unsure)],
    ]),
  );
}

export function versions({ statement, versions: found }: StatementAnswer): Child {
  type Version = (typeof found)[number];
  const columns: readonly Column<Version>[] = [
    {
      key: "version",
      head: own.version,
      cell: (row) => [
        row.id === statement.id ? `${own.thisOne} ` : null,
        statementLink(row.id, h("span", { class: "id" }, row.id)),
      ],
    },
    { key: "opened", head: own.opened, cell: (row) => words.number(row.openedIn) },
    {
      key: "closed",
      head: own.closedIn,
      cell: (row) => (row.closedIn === null ? own.stillOpen : words.number(row.closedIn)),
    },
  ];
  return section(own.versions, table(found, columns, { caption: own.versions, sort: null, onSort: () => undefined }));
}

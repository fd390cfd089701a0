/** The pair that is picked: what is said of it and by whom, one click from each statement. */
import { ask } from "../api";
import { fill, h, type Child } from "../dom";
import type { Ref, Statement, StatementAnswer } from "../types";
import { words } from "../words";
import { bounds, entity, named, statementLink } from "./cells";

const MOST = 8;

export interface Pair {
  readonly a: Ref;
  readonly b: Ref;
  /** Its sign and doubt, or what happened to it. */
  readonly says: Child;
  readonly statements: readonly Statement[] | readonly string[];
}

/**
 * Shows a pair in its panel; ids of statements are asked for, whole ones are there. One that has no row is told too.
 */
export async function panel(
  place: HTMLElement,
  wanted: boolean,
  pair: Pair | null,
  close: () => void,
  signal: AbortSignal,
): Promise<void> {
  if (!pair) {
    fill(place, wanted && h("p", { class: "empty" }, words.network.elsewhere));
    return;
  }
  const list = h("ul", { class: "plain" }, h("li", {}, words.status.loading));
  const rest = pair.statements.length - MOST;
  fill(
    place,
    h(
      "section",
      { class: "picked", "aria-label": words.network.picked(pair.a.name, pair.b.name) },
      h("h2", {}, entity(pair.a), " – ", entity(pair.b)),
      h("p", {}, pair.says),
      h("h3", {}, words.network.said),
      list,
      rest > 0 && h("p", {}, words.alliances.more(rest)),
      h("button", { type: "button", onclick: close }, words.network.unmark),
    ),
  );
  const found = await Promise.all(
    pair.statements.slice(0, MOST).map((one) => (typeof one === "string" ? got(one, signal) : Promise.resolve(one))),
  );
  signal.throwIfAborted();
  fill(
    list,
    found.map((statement) => h("li", {}, line(statement))),
  );
}

async function got(id: string, signal: AbortSignal): Promise<Statement> {
  return (await ask<StatementAnswer>(`/v1/statements/${encodeURIComponent(id)}`, signal)).statement;
}

function line(statement: Statement): Child {
  return [
    entity(statement.saidBy),
    ": ",
    statementLink(statement.id, named(statement.predicate.replaceAll("_", " "))),
    words.comma,
    bounds(statement.validity),
    h("small", {}, " ", named(statement.source.title)),
  ];
}

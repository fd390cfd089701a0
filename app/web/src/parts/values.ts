/**
 * Values as the store gives them: texts, numbers, lists, objects, nodes, relationships and paths, as cells of a
 * table.
 */
import { h, type Child } from "../dom";
import { words } from "../words";
import { entity, listed, named, statementLink } from "./cells";
import type { Column } from "./table";

export type Value = unknown;
export type Row = Readonly<Record<string, Value>>;

export interface Node {
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, Value>>;
}

export interface Relationship {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly properties: Readonly<Record<string, Value>>;
}

export interface Path {
  readonly nodes: readonly Node[];
  readonly relationships: readonly Relationship[];
}

/** Columns whose values name statements, by id or key. */
const OF_STATEMENTS = /^(statement|key|.+Key)$/;
/** Days that stand for none, as the store has them. */
const UNBOUNDED = ["0001-01-01", "9999-12-31"];
const DAY = /^\d{4}-\d\d-\d\d$/;
const HASH = /^[0-9a-f]{20}$/;
const MOST = 300;

/** The columns as answered; each sorts by its values. */
export function columnsOf(names: readonly string[], rows: readonly Row[]): readonly Column<Row>[] {
  return names.map((name) => ({
    key: name,
    head: name,
    cell: (row) => shown(row[name], name),
    sort: (row) => sortable(row[name]),
    numeric: rows.length > 0 && rows.every((row) => typeof row[name] === "number" || row[name] === null),
  }));
}

function shown(value: Value, column: string): Child {
  if (value === null || value === undefined) return h("span", { class: "none" }, words.cypher.null);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? words.cypher.yes : words.cypher.no;
  if (typeof value === "string") return shownText(value, column);
  if (Array.isArray(value)) return listed(value as Value[], (item) => shown(item, column));
  if (isNode(value)) return node(value);
  if (isRelationship(value)) return [end(value.start), ` –${value.type}→ `, end(value.end)];
  if (isPath(value)) return listed(value.relationships, (step) => shown(step, column));
  return named(plainText(value));
}

function shownText(value: string, column: string): Child {
  if (DAY.test(value)) {
    const unbounded = UNBOUNDED.includes(value) && h("small", {}, ` ${words.cypher.unbounded}`);
    return [h("span", { class: "day" }, value), unbounded];
  }
  const isStatement = HASH.test(value) || (OF_STATEMENTS.test(column) && value.includes(":"));
  return isStatement ? statementLink(value, named(value)) : named(value);
}

/** The end of a relationship is told by its id. */
function end(id: string): Child {
  return HASH.test(id) ? statementLink(id, named(id)) : entity({ id, name: id });
}

function node(value: Node): Child {
  const { id, name, key } = value.properties;
  const label = value.labels.filter((one) => one !== "Entity").join(":");
  if (value.labels.includes("Entity") && typeof id === "string")
    return [entity({ id, name: String(name ?? id) }), h("small", {}, ` ${label}`)];
  if (value.labels.includes("Statement") && typeof id === "string")
    return [statementLink(id, named(String(key ?? id))), h("small", {}, ` ${label}`)];
  return [named(plainText(value.properties)), h("small", {}, ` ${label}`)];
}

/** An object in a line: "key: value, key: value". */
export function plainText(value: Value): string {
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(plainText).join(", ");
  const text = Object.entries(value as Record<string, Value>)
    .map(([name, one]) => `${name}: ${plainText(one)}`)
    .join(", ");
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

function sortable(value: Value): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  return isNode(value) ? String(value.properties.name ?? plainText(value.properties)) : plainText(value);
}

export function isNode(value: Value): value is Node {
  return has(value, "labels", "properties");
}

export function isRelationship(value: Value): value is Relationship {
  return has(value, "type", "start", "end", "properties");
}

export function isPath(value: Value): value is Path {
  return has(value, "nodes", "relationships");
}

function has(value: Value, ...names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

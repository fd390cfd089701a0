/** A small picture of who is tied to whom: names on a circle, the one that most lines meet at in its middle. */
import { h, s, type Child } from "../dom";
import { isNode, isPath, isRelationship, type Row, type Value } from "../parts/values";
import { words } from "../words";
import { shortened } from "./shortened";

export interface Network {
  /** Key and name. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly (readonly [string, string])[];
}

export interface Place {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** From the middle, in degrees; null in the middle itself. */
  readonly angle: number | null;
}

const MOST = 200;
const [SIZE, RADIUS] = [800, 250];
const USUAL = [
  ["from", "to"],
  ["a", "b"],
  ["one", "other"],
  ["source", "target"],
  ["holder", "held"],
  ["subject", "object"],
] as const;

/** Columns between whose values lines may run, the likeliest two first; empty where no two hold names. */
export function pairOf(columns: readonly string[], rows: readonly Row[]): readonly [string, string] | null {
  const texts = columns.filter(
    (name) =>
      rows.some((row) => typeof row[name] === "string" || isNode(row[name])) &&
      rows.every((row) => nameable(row[name])),
  );
  const usual = USUAL.find((pair) => pair.every((name) => texts.includes(name)));
  const [first, second] = usual ?? texts;
  return first && second ? [first, second] : null;
}

/** Nodes and relationships where the rows hold them, else a line for each row between two columns. */
export function networkOf(rows: readonly Row[], pair: readonly [string, string] | null): Network {
  const nodes = new Map<string, string>();
  const edges: [string, string][] = [];
  const meet = (value: Value): void => {
    if (isPath(value)) [...value.nodes, ...value.relationships].forEach(meet);
    else if (isNode(value)) nodes.set(keyOf(value), nameOf(value));
    else if (isRelationship(value)) edges.push([value.start, value.end]);
    else if (Array.isArray(value)) value.forEach(meet);
  };
  for (const row of rows) Object.values(row).forEach(meet);
  if (!edges.length && pair) {
    for (const row of rows) {
      const ends = pair.map((name) => row[name]);
      if (ends.some((value) => value === null || value === undefined)) continue;
      ends.forEach((value) => nodes.set(keyOf(value), nameOf(value)));
      edges.push([keyOf(ends[0]), keyOf(ends[1])]);
    }
  }
  for (const key of edges.flat()) if (!nodes.has(key)) nodes.set(key, key);
  return { nodes, edges };
}

/** Where each lies; the same network always lies the same. At most 200, those with the most lines. */
export function placed({ nodes, edges }: Network, most = MOST): readonly Place[] {
  const lines = new Map([...nodes.keys()].map((key) => [key, 0]));
  for (const [a, b] of edges) if (a !== b) for (const key of [a, b]) lines.set(key, (lines.get(key) ?? 0) + 1);
  const order = [...nodes.keys()].sort((a, b) => lines.get(b)! - lines.get(a)! || (a < b ? -1 : 1)).slice(0, most);
  const middle = order.length > 3 && lines.get(order[0]!)! * 2 > edges.length ? order[0]! : null;
  const round = order.filter((key) => key !== middle);
  const places = round.map((key, at) => {
    const angle = (360 * at) / round.length - 90;
    const turn = (angle * Math.PI) / 180;
    return { key, x: SIZE / 2 + RADIUS * Math.cos(turn), y: SIZE / 2 + RADIUS * Math.sin(turn), angle };
  });
  return middle === null ? places : [{ key: middle, x: SIZE / 2, y: SIZE / 2, angle: null }, ...places];
}

/** The picture, with what it leaves out said below. */
export function circle(network: Network): HTMLElement {
  const places = placed(network);
  const at = new Map(places.map((place) => [place.key, place]));
  const pairs = [
    ...new Map(network.edges.map(([a, b]) => [a < b ? `${a}\n${b}` : `${b}\n${a}`, [a, b] as const])).values(),
  ];
  const lines = pairs.flatMap(([a, b]) => {
    const [from, to] = [at.get(a), at.get(b)];
    return from && to && from !== to ? [s("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y })] : [];
  });
  const label = words.cypher.graphLabel(network.nodes.size, pairs.length);
  return h(
    "figure",
    { class: "nodes" },
    s(
      "svg",
      {
        viewBox: `0 0 ${SIZE} ${SIZE}`,
        role: "img",
        "aria-label": label,
        style: `--letters:${letters(places.length)}px`,
      },
      lines,
      places.map((place) => point(place, network.nodes.get(place.key) ?? place.key)),
    ),
    h(
      "figcaption",
      {},
      label,
      ". ",
      places.length < network.nodes.size && words.cypher.graphMost(places.length, network.nodes.size),
    ),
  );
}

function point({ x, y, angle }: Place, name: string): Child {
  const left = angle !== null && angle > 90 && angle < 270;
  const turn = angle === null ? "" : `rotate(${left ? angle + 180 : angle})`;
  const away =
    angle === null
      ? { y: -10, "text-anchor": "middle" }
      : { x: left ? -9 : 9, y: 4, "text-anchor": left ? "end" : "start" };
  return s(
    "g",
    { transform: `translate(${x} ${y})` },
    s("circle", { r: angle === null ? 6 : 4 }),
    s("text", { transform: turn, ...away }, shortened(name, 21)),
    s("title", {}, name),
  );
}

/** Small enough that names beside one another do not meet. */
function letters(names: number): number {
  return Math.min(11, Math.max(6, Math.floor((2 * Math.PI * RADIUS) / Math.max(1, names))));
}

function keyOf(value: Value): string {
  return isNode(value) ? String(value.properties.id ?? value.properties.name) : String(value);
}

function nameOf(value: Value): string {
  return isNode(value) ? String(value.properties.name ?? value.properties.title ?? keyOf(value)) : String(value);
}

function nameable(value: Value): boolean {
  return (
    value === null ||
    (typeof value === "string" && value.length < 200 && !/^\d{4}-\d\d-\d\d/.test(value)) ||
    isNode(value)
  );
}

/** What is drawn: actors at their places, pairs between them, and how each pair looks at the moment. */
import type { Point } from "./eye";
import { signs, squares, type Line, type Weight } from "./palette";

export interface Spot extends Point {
  readonly id: string;
  readonly name: string;
  /** Its radius in pixels. */
  readonly size: number;
  /** A state or a government, which is a square. */
  readonly square: boolean;
}

export interface Tie {
  /** `a~b`, as in the address. */
  readonly id: string;
  /** Places in the list of spots. */
  readonly a: number;
  readonly b: number;
}

export interface Scene {
  readonly spots: readonly Spot[];
  readonly ties: readonly Tie[];
  /** Actors without a place, who are in the table only. */
  readonly placeless: number;
}

export type Ink = "friendly" | "hostile" | "neutral" | "mixed";

/** How a pair is drawn. Those that look the same are the same object, so that a change is seen at a glance. */
export interface Stroke {
  readonly line: Line;
  readonly ink: Ink;
  /** What is only possible is thin and pale. */
  readonly weight: Weight;
}

/** What changed: places in the lists of ties and of spots. */
export interface Changed {
  readonly ties: readonly number[];
  readonly spots: readonly number[];
}

const known = new Map<string, Stroke>();

export function stroke(line: Line, ink: Ink, weight: Weight): Stroke {
  const key = `${line} ${ink} ${weight}`;
  const found = known.get(key) ?? { line, ink, weight };
  known.set(key, found);
  return found;
}

export function inkOf(sign: number | null, mixed: boolean): Ink {
  return mixed || sign === null ? "mixed" : sign > 0 ? "friendly" : sign < 0 ? "hostile" : "neutral";
}

/** How a pair of this sign is drawn. */
export function strokeOf(sign: number | null, mixed: boolean, certainty: string): Stroke {
  const ink = inkOf(sign, mixed);
  return stroke(signs[ink], ink, certainty === "certain" ? "certain" : "possible");
}

export function pairOf(a: string, b: string): string {
  return `${a}~${b}`;
}

interface Placed {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly x: number | null;
  readonly y: number | null;
  readonly degree: {
    readonly friendly: number;
    readonly hostile: number;
    readonly neutral: number;
    readonly mixed: number;
    readonly pairs?: number;
  };
}

/** At most this many are drawn; answers come with the most relevant first asked for. */
export const MOST = 2000;

/** As in the server's pictures: the crowded middle gets more room, and so nobody is far outside. */
const SPREAD = 0.55;

function spread({ x, y }: Point, stretch: number): Point {
  const away = Math.max(Math.hypot(x, y), 1e-9) ** (SPREAD - 1);
  return { x: x * away * stretch, y: y * away };
}

/**
 * A scene of the nodes and edges of an answer; pairs of actors without a place are left to the table. `stretch` is how
 * much wider than high their places are.
 */
export function sceneOf(
  nodes: readonly Placed[],
  edges: readonly { readonly a: string; readonly b: string }[],
  stretch = 1,
): Scene {
  const weight = ({ degree }: Placed): number =>
    degree.pairs ?? degree.friendly + degree.hostile + degree.neutral + degree.mixed;
  const placed = nodes.filter((node) => node.x !== null && node.y !== null);
  // the weightiest come last, and so lie above the others
  const drawn = [...placed].sort((a, b) => weight(a) - weight(b)).slice(-MOST);
  const at = new Map(drawn.map((node, place) => [node.id, place]));
  const ties = edges.flatMap(({ a, b }) => {
    const [from, to] = [at.get(a), at.get(b)];
    return from === undefined || to === undefined ? [] : [{ id: pairOf(a, b), a: from, b: to }];
  });
  const spot = (node: Placed): Spot => ({
    id: node.id,
    name: node.name,
    ...spread({ x: node.x!, y: node.y! }, stretch),
    square: squares.has(node.kind),
    size: Math.min(8, 2.6 + 0.55 * Math.sqrt(weight(node))),
  });
  return { spots: drawn.map(spot), ties, placeless: nodes.length - drawn.length };
}

/** How each pair looks now, and how many pairs each actor has now. */
export class Shown {
  readonly strokes: (Stroke | null)[];
  readonly degrees: Uint16Array;
  /** Whether actors without evidence are drawn too, as pale dots. */
  hasAsleep = false;

  constructor(readonly scene: Scene) {
    this.strokes = new Array<Stroke | null>(scene.ties.length).fill(null);
    this.degrees = new Uint16Array(scene.spots.length);
  }

  /** Takes on how the pairs look next; tells which pairs look different, and which actors woke up or fell asleep. */
  become(next: (tie: number) => Stroke | null): Changed {
    const ties: number[] = [];
    const touched = new Map<number, number>();
    this.scene.ties.forEach((tie, at) => {
      const [before, after] = [this.strokes[at] ?? null, next(at)];
      if (before === after) return;
      ties.push(at);
      this.strokes[at] = after;
      const more = Number(after !== null) - Number(before !== null);
      if (more) for (const spot of [tie.a, tie.b]) this.count(spot, more, touched);
    });
    const spots = [...touched].filter(([spot, before]) => !before !== !this.degrees[spot]).map(([spot]) => spot);
    return { ties, spots };
  }

  /** The actors that are told of now; all where there are none. */
  awake(): readonly Spot[] {
    const found = this.scene.spots.filter((_, at) => this.degrees[at]! > 0);
    return found.length ? found : this.scene.spots;
  }

  private count(spot: number, more: number, touched: Map<number, number>): void {
    const before = this.degrees[spot]!;
    if (!touched.has(spot)) touched.set(spot, before);
    this.degrees[spot] = before + more;
  }
}

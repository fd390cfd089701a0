/** What lies under a point of the picture, and which actor is next in a direction. */
import { distance, projected, type Eye, type Point, type Size } from "./eye";
import type { Shown } from "./scene";

export type Under = { readonly kind: "spot" | "tie"; readonly at: number } | null;

const AROUND_SPOT = 5;
const AROUND_TIE = 6;

/** Actors lie above lines; of several, the nearest. What is not drawn is not found. */
export function under(shown: Shown, eye: Eye, size: Size, point: Point): Under {
  const points = shown.scene.spots.map((place) => projected(eye, size, place));
  const spot = nearest(
    points.length,
    (at) => Math.hypot(points[at]!.x - point.x, points[at]!.y - point.y) - shown.scene.spots[at]!.size,
    AROUND_SPOT,
  );
  if (spot >= 0) return { kind: "spot", at: spot };
  const { ties } = shown.scene;
  const tie = nearest(
    ties.length,
    (at) => (shown.strokes[at] ? distance(point, points[ties[at]!.a]!, points[ties[at]!.b]!) : Infinity),
    AROUND_TIE,
  );
  return tie >= 0 ? { kind: "tie", at: tie } : null;
}

function nearest(count: number, far: (at: number) => number, most: number): number {
  let [found, least] = [-1, most];
  for (let at = 0; at < count; at++) {
    const value = far(at);
    if (value < least) [found, least] = [at, value];
  }
  return found;
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** The next actor with pairs, by an arrow key; the one with most pairs to begin with; -1 where there is none. */
export function towards(shown: Shown, from: number, key: string): number {
  const { spots } = shown.scene;
  const awake = spots.map((_, at) => at).filter((at) => shown.degrees[at]! > 0 && at !== from);
  const start = spots[from];
  const way = DIRECTIONS[key];
  if (!start || !way)
    return awake.reduce((best, at) => (best < 0 || shown.degrees[at]! > shown.degrees[best]! ? at : best), -1);
  let [found, least] = [from, Infinity];
  for (const at of awake) {
    const [dx, dy] = [spots[at]!.x - start.x, spots[at]!.y - start.y];
    const ahead = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    if (ahead > 0 && ahead + 2 * aside < least) [found, least] = [at, ahead + 2 * aside];
  }
  return found;
}

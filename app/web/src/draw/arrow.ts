/** The points of an arrow between two places, a little bent, so that the way there and the way back lie apart. */

export interface Dot {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly curve: readonly Dot[];
  readonly head: readonly [Dot, Dot, Dot];
}

const BEND = 0.16;
const STEPS = 16;
const HEAD = 11;
/** The mark of a place is not covered. */
const GAP = 10;

export function arrowOf(from: Dot, to: Dot): Arrow {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bent = { x: (from.x + to.x) / 2 + dy * BEND, y: (from.y + to.y) / 2 - dx * BEND };
  const way = unit({ x: to.x - bent.x, y: to.y - bent.y });
  const tip = { x: to.x - way.x * GAP, y: to.y - way.y * GAP };
  const neck = { x: tip.x - way.x * HEAD, y: tip.y - way.y * HEAD };
  const side = { x: -way.y * HEAD * 0.55, y: way.x * HEAD * 0.55 };
  const curve = Array.from({ length: STEPS + 1 }, (_, at) => between(from, bent, neck, at / STEPS));
  return { curve, head: [tip, { x: neck.x + side.x, y: neck.y + side.y }, { x: neck.x - side.x, y: neck.y - side.y }] };
}

/** A point of the quadratic curve through `bent`. */
function between(from: Dot, bent: Dot, to: Dot, part: number): Dot {
  const rest = 1 - part;
  const at = (a: number, b: number, c: number): number => rest * rest * a + 2 * rest * part * b + part * part * c;
  return { x: at(from.x, bent.x, to.x), y: at(from.y, bent.y, to.y) };
}

function unit({ x, y }: Dot): Dot {
  const long = Math.hypot(x, y) || 1;
  return { x: x / long, y: y / long };
}

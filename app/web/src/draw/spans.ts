/** Where marks lie: a box lies where the bounds are, and what has no bound has no edge. Nothing is drawn here. */
import { numberOf } from "../days";
import type { SeriesRow } from "../types";
import type { NumberScale, Scale, TimeScale } from "./axis";

export type Point = SeriesRow["points"][number];
export type Segment = SeriesRow["segments"][number];
export type Flow = SeriesRow["flows"][number];

interface Days {
  readonly earliest: string | null;
  readonly latest: string | null;
}

interface Bounded {
  readonly min: number | null;
  readonly max: number | null;
}

/** A stretch of days in the drawing. An end that is open has no bound: it lies at the drawing's edge. */
export interface Across {
  readonly x0: number;
  readonly x1: number;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** A range of numbers in the drawing, y1 above y0. Open: nothing bounds it upwards, and y1 is the upper edge. */
export interface Upwards {
  readonly y0: number;
  readonly y1: number;
  readonly open: boolean;
}

/** The least that a mark is wide or high, so that one day or one exact number can be seen and touched. */
export const LEAST = 4;

/** The days of a window; a day is as wide as it lasts. */
export function across({ earliest, latest }: Days, time: TimeScale): Across {
  const [from, to] = [numberOf(earliest), numberOf(latest)];
  const x0 = within(from === null ? time.left : time.at(from), time);
  const x1 = within(to === null ? time.right : time.at(to + 1), time);
  return { ...atLeast(x0, x1), openStart: from === null, openEnd: to === null };
}

/** From the least to the most of a number; `top` is the upper edge of its lane. */
export function upwards({ min, max }: Bounded, numbers: NumberScale, top: number): Upwards {
  const y0 = numbers.at(min ?? 0);
  if (max === null) return { y0, y1: top, open: true };
  const y1 = numbers.at(max);
  const middle = (y0 + y1) / 2;
  return y0 - y1 >= LEAST ? { y0, y1, open: false } : { y0: middle + LEAST / 2, y1: middle - LEAST / 2, open: false };
}

/** How sure a part of a band is: it may have begun by then, it was so for certain, it may have lasted until then. */
export type Doubt = "beginning" | "certain" | "ending" | "possible";

export interface Piece {
  readonly x0: number;
  readonly x1: number;
  readonly doubt: Doubt;
}

/** The parts of what lasted: before it had begun for certain, while it was certain, and after that. */
export function pieces(
  segment: Pick<Segment, "start" | "end" | "certainFrom" | "certainTo" | "ongoing">,
  time: TimeScale,
): Piece[] {
  const whole = across({ earliest: segment.start.earliest, latest: segment.ongoing ? null : segment.end.latest }, time);
  const from = numberOf(segment.certainFrom);
  const to = numberOf(segment.certainTo);
  if (from === null || to === null) return [{ x0: whole.x0, x1: whole.x1, doubt: "possible" }];
  const sure = atLeast(within(time.at(from), time), within(time.at(to + 1), time));
  const found: Piece[] = [
    { x0: whole.x0, x1: sure.x0, doubt: "beginning" },
    { ...sure, doubt: "certain" },
    { x0: sure.x1, x1: whole.x1, doubt: "ending" },
  ];
  return found.filter(({ x0, x1, doubt }) => doubt === "certain" || x1 - x0 > 0.5);
}

/** A bar along numbers: sure from 0 to the bound that is nearer to it, possible up to the other one. */
export interface Bar {
  readonly sure: readonly [number, number] | null;
  readonly possible: readonly [number, number] | null;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** The bar of a range; `left` and `right` are the edges, where what is not bounded ends. */
export function bar({ min, max }: Bounded, at: Scale, left: number, right: number): Bar {
  const low = min === null ? left : at(min);
  const high = max === null ? right : at(max);
  const zero = at(0);
  const near = low > zero ? low : high < zero ? high : zero;
  return {
    sure: Math.abs(near - zero) > 0.5 ? [Math.min(near, zero), Math.max(near, zero)] : null,
    possible: high - low > 0.5 ? [low, high] : null,
    openStart: min === null,
    openEnd: max === null,
  };
}

function within(x: number, { left, right }: { readonly left: number; readonly right: number }): number {
  return Math.min(right, Math.max(left, x));
}

function atLeast(x0: number, x1: number): { x0: number; x1: number } {
  if (x1 - x0 >= LEAST) return { x0, x1 };
  const middle = (x0 + x1) / 2;
  return { x0: middle - LEAST / 2, x1: middle + LEAST / 2 };
}

export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

const LETTER = 6.6;
const LINE = 13;

export interface Wanted {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  /** How high the box is above and below `y`. */
  readonly half?: number;
}

interface Taken {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly half: number;
}

/**
 * Texts beside, above or below their boxes, off the other boxes where there is room; one that would cover another
 * text is left to the table.
 */
export function labels(wanted: readonly Wanted[], left: number, right: number, bottom = Infinity): Label[] {
  const texts: Taken[] = [];
  const boxes = wanted.map(({ x0, x1, y, half = 0 }): Taken => ({ from: x0, to: x1, y, half }));
  return wanted.flatMap((one) => {
    const free = placesOf(one, left).filter(
      (label) => inside(label, left, right) && label.y <= bottom - LINE / 2 && !hits(label, texts),
    );
    const found = free.find((label) => !hits(label, boxes)) ?? free[0];
    if (!found) return [];
    texts.push({ ...reach(found), y: found.y, half: LINE / 2 });
    return [found];
  });
}

function placesOf({ text, x0, x1, y, half = 0 }: Wanted, left: number): Label[] {
  const start = Math.max(x0, left);
  return [
    { text, x: x1 + 4, y, anchor: "start" },
    { text, x: x0 - 4, y, anchor: "end" },
    { text, x: start, y: y - half - 9, anchor: "start" },
    { text, x: start, y: y + half + 9, anchor: "start" },
  ];
}

function reach({ text, x, anchor }: Label): { from: number; to: number } {
  const long = text.length * LETTER;
  return anchor === "start" ? { from: x, to: x + long } : { from: x - long, to: x };
}

function inside(label: Label, left: number, right: number): boolean {
  const { from, to } = reach(label);
  return from >= left && to <= right && label.y >= LINE / 2;
}

function hits(label: Label, taken: readonly Taken[]): boolean {
  const { from, to } = reach(label);
  return taken.some(
    (other) => from < other.to && other.from < to && Math.abs(label.y - other.y) < LINE / 2 + other.half,
  );
}

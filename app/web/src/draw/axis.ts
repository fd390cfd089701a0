/** The axes of drawings: days from left to right, numbers upwards or to the right. */
import { scaleLinear, scaleSymlog, scaleUtc } from "d3-scale";
import { DAY, numberOf } from "../days";
import { s } from "../dom";
import { words } from "../words";

/** From a number of the data to a place in the drawing. */
export type Scale = (value: number) => number;

/** Days, by their numbers since 1970; `to` is the end of the last one. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

export interface TimeScale {
  readonly extent: Extent;
  readonly left: number;
  readonly right: number;
  readonly at: Scale;
  /** Days that are worth a line, with their words. */
  readonly ticks: readonly { readonly day: number; readonly text: string }[];
}

export interface NumberScale {
  readonly at: Scale;
  readonly most: number;
  readonly ticks: readonly number[];
  /** Whether it grows by factors. */
  readonly log: boolean;
}

/** Beyond this ratio of the largest to the smallest number, the smallest could not be seen on an even scale. */
const FACTOR = 40;
/** What keeps the outermost marks off the edge. */
const MARGIN = 0.02;
/** Numbers nearer than this would run into one another. */
const APART = 13;
/** About how wide a letter of an axis is. */
const LETTER = 7;

/** The days from the first to the last of these, with a little air; asked days hold where they are given. */
export function extentOf(
  days: readonly (string | null | undefined)[],
  from: string | null = null,
  to: string | null = null,
): Extent {
  const known = days.map(numberOf).filter((day) => day !== null);
  const first = numberOf(from) ?? (known.length ? Math.min(...known) : null);
  const last = numberOf(to) ?? (known.length ? Math.max(...known) : null);
  const start = first ?? last ?? 0;
  const end = Math.max(last ?? start, start) + 1;
  const air = Math.max(2, (end - start) * MARGIN);
  return { from: start - air, to: end + air };
}

export function timeScale(extent: Extent, left: number, right: number): TimeScale {
  const scale = scaleUtc([extent.from * DAY, extent.to * DAY], [left, right]);
  const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 95)));
  const text = wordsOf(ticks);
  return {
    extent,
    left,
    right,
    at: (day) => scale(day * DAY),
    ticks: ticks.map((tick) => ({ day: tick.getTime() / DAY, text: text(tick) })),
  };
}

/** Years where only years are marked, months where only months are, else days. */
function wordsOf(ticks: readonly Date[]): (tick: Date) => string {
  if (ticks.every((tick) => tick.getUTCMonth() === 0 && tick.getUTCDate() === 1))
    return (tick) => String(tick.getUTCFullYear());
  const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
  if (ticks.every((tick) => tick.getUTCDate() === 1)) return (tick) => month.format(tick);
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return (tick) => day.format(tick);
}

/**
 * From 0, or from the least where it is below, to the most of these; by factors of ten only where an even scale hides
 * some.
 */
export function numberScale(values: readonly number[], from: number, to: number, { even = false } = {}): NumberScale {
  const most = Math.max(1, ...values);
  const least = Math.min(0, ...values);
  const smallest = Math.min(...values.filter((value) => value > 0), most);
  const log = !even && least === 0 && most / smallest > FACTOR;
  const scale = log
    ? scaleSymlog([0, most], [from, to]).constant(smallest)
    : scaleLinear([least, most], [from, to]).nice(4);
  const [, top] = scale.domain() as [number, number];
  return { at: (value) => scale(value), most: top, ticks: log ? factors(smallest, most) : scale.ticks(4), log };
}

function factors(smallest: number, most: number): number[] {
  const found = [0];
  for (let power = 10 ** Math.ceil(Math.log10(smallest)); power <= most; power *= 10) found.push(power);
  return found.length > 5 ? found.filter((_, at) => at % 2 === 0) : found;
}

/** Lines through a drawing at the days that the axis names. */
export function timeLines(scale: TimeScale, top: number, bottom: number): SVGGElement {
  return s(
    "g",
    { class: "grid" },
    scale.ticks.map(({ day }) => s("line", { x1: scale.at(day), x2: scale.at(day), y1: top, y2: bottom })),
  );
}

/** The axis of days as a drawing of its own, so that it can stay in sight above what it measures. */
export function timeAxis(scale: TimeScale, width: number): SVGSVGElement {
  let taken = 0;
  const labels = scale.ticks.map(({ day, text }) => {
    const x = scale.at(day);
    const half = (text.length * LETTER) / 2;
    const middle = Math.min(Math.max(x, half), width - half);
    const free = middle - half >= taken;
    if (free) taken = middle + half + 6;
    return [
      s("line", { x1: x, x2: x, y1: 18, y2: 24 }),
      free && s("text", { x: middle, y: 13, "text-anchor": "middle" }, text),
    ];
  });
  return s(
    "svg",
    { class: "axis", viewBox: `0 0 ${width} 24`, width, height: 24, "aria-hidden": "true" },
    s("line", { x1: scale.left, x2: scale.right, y1: 23.5, y2: 23.5 }),
    labels,
  );
}

/** Numbers at the left of a lane, with their lines. */
export function numberAxis(scale: NumberScale, left: number, right: number): SVGGElement {
  let last = Infinity;
  const apart = scale.ticks.filter((value) => {
    const room = last - scale.at(value) >= APART;
    if (room) last = scale.at(value);
    return room;
  });
  const lines = apart.map((value) => {
    const y = scale.at(value);
    return [
      s("line", { x1: left, x2: right, y1: y, y2: y, class: value ? null : "zero" }),
      s("text", { x: left - 5, y: y + 4, "text-anchor": "end" }, words.number(value)),
    ];
  });
  return s("g", { class: "numbers" }, lines);
}

/** Days on a slider: how far a key goes, and which days a window of years shows. Pure. */
import { dayOf, extentOf, numberOf } from "../days";

const MONTH = 30;
const YEAR = 365;

/** What is asked about: a day, or all of a month or a year. */
export type Grain = "day" | "month" | "year";
const LETTERS: Readonly<Record<Grain, number>> = { day: 10, month: 7, year: 4 };
const MONTHS: Readonly<Record<Grain, number>> = { day: 0, month: 1, year: 12 };

export function grainOf(edtf: string): Grain {
  return /^\d{4}$/.test(edtf) ? "year" : /^\d{4}-\d\d$/.test(edtf) ? "month" : "day";
}

/** The day, month or year that a day lies in, as EDTF. */
export function periodAt(day: number, grain: Grain): string {
  return dayOf(day).slice(0, LETTERS[grain]);
}

/** The middle of a day, a month or a year. */
export function middleOf(edtf: string): number | null {
  const extent = extentOf(edtf);
  return extent && Math.floor((numberOf(extent[0])! + numberOf(extent[1])!) / 2);
}

/** So many days, months or years later, in the middle of the month or the year. */
export function later(day: number, steps: number, grain: Grain): number {
  if (grain === "day") return day + steps;
  const [year, month] = dayOf(day).split("-").map(Number) as [number, number];
  const to = new Date(Date.UTC(year, month - 1 + steps * MONTHS[grain], 15)).toISOString();
  return middleOf(to.slice(0, LETTERS[grain])) ?? day;
}

/** The day that a key leads to; null for keys that lead nowhere. Of months and years the page keys go ten. */
export function stepped(
  day: number,
  key: string,
  shift: boolean,
  [first, last]: readonly [number, number],
  grain: Grain = "day",
): number | null {
  const [far, page] = grain === "day" ? [shift ? YEAR : 1, MONTH] : [shift ? 10 : 1, 10];
  const to: Readonly<Record<string, number>> = {
    ArrowRight: later(day, far, grain),
    ArrowUp: later(day, far, grain),
    ArrowLeft: later(day, -far, grain),
    ArrowDown: later(day, -far, grain),
    PageUp: later(day, page, grain),
    PageDown: later(day, -page, grain),
    Home: first,
    End: last,
  };
  return to[key] ?? null;
}

export function within(day: number, [first, last]: readonly [number, number]): number {
  return Math.max(first, Math.min(last, day));
}

/**
 * The days that are shown around a day: all, or the block of so many years that it lies in.
 *
 * Blocks, rather than days before and after it: then the window stays while the day moves in it, and an address says
 * enough.
 */
export function windowOf(day: number, years: number | null, all: readonly [number, number]): readonly [number, number] {
  if (!years) return all;
  const year = Number(dayOf(within(day, all)).slice(0, 4));
  const start = Math.floor(year / years) * years;
  const pad = (value: number): string => String(value).padStart(4, "0");
  const [first, last] = [numberOf(`${pad(start)}-01-01`)!, numberOf(`${pad(start + years - 1)}-12-31`)!];
  return [Math.max(first, all[0]), Math.min(last, all[1])];
}

/** The steps that bars stand for, so that there are neither too many nor too few. */
export function stepOf([first, last]: readonly [number, number]): "P1Y" | "P1M" {
  return last - first > 7 * YEAR ? "P1Y" : "P1M";
}

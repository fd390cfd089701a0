/** Days on a slider: how far a key goes, and which days a window of years shows. Pure. */
import { dayOf, numberOf } from "../days";

const MONTH = 30;
const YEAR = 365;

/** The day that a key leads to; null for keys that lead nowhere. */
export function stepped(
  day: number,
  key: string,
  shift: boolean,
  [first, last]: readonly [number, number],
): number | null {
  const far = shift ? YEAR : 1;
  const to: Readonly<Record<string, number>> = {
    ArrowRight: day + far,
    ArrowUp: day + far,
    ArrowLeft: day - far,
    ArrowDown: day - far,
    PageUp: day + MONTH,
    PageDown: day - MONTH,
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

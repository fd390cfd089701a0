/** Bars over time: how much began in each step. A bar leads to its first day. */
import { numberOf } from "../days";
import { s } from "../dom";
import { words } from "../words";
import { within } from "./steps";

export interface Bar {
  readonly start: string;
  readonly end: string;
  readonly certain: number;
  readonly possible: number;
  /** Whether these are beginnings, or all pairs of the step. */
  readonly what: "starts" | "pairs";
}

interface Row {
  readonly start: string;
  readonly end: string;
  readonly certain: number;
  readonly possible: number;
  readonly starts?: { readonly certain: number; readonly possible: number };
}

export function barsOf(rows: readonly Row[]): readonly Bar[] {
  return rows.map(({ start, end, certain, possible, starts }) => ({
    start,
    end,
    ...(starts ?? { certain, possible }),
    what: starts ? "starts" : "pairs",
  }));
}

const HEIGHT = 56;

/** The bars of a window of days; certain ones full, possible ones pale above them. */
export function histogram(
  bars: readonly Bar[],
  [first, last]: readonly [number, number],
  go: (day: number) => void,
): SVGElement {
  const width = last - first + 1;
  const most = Math.max(1, ...bars.map((bar) => bar.certain + bar.possible));
  const tall = (count: number): number => (count / most) * (HEIGHT - 6);
  const busiest = bars.reduce<Bar | null>(
    (best, bar) => (!best || bar.certain + bar.possible > best.certain + best.possible ? bar : best),
    null,
  );
  return s(
    "svg",
    {
      class: "histogram",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": words.slider.histogram(busiest?.what ?? "starts", busiest ? spanOf(busiest) : null, most),
    },
    bars.map((bar) => {
      const [from, to] = [
        within(numberOf(bar.start)!, [first, last]) - first,
        within(numberOf(bar.end)!, [first, last]) - first + 1,
      ];
      const [sure, perhaps] = [tall(bar.certain), tall(bar.possible)];
      const box = { x: from + (to - from) * 0.1, width: (to - from) * 0.8 };
      return s(
        "g",
        { onclick: () => go(numberOf(bar.start)!) },
        s("title", {}, words.slider.bar(spanOf(bar), bar.certain, bar.possible, bar.what)),
        s("rect", { class: "hit", x: from, width: to - from, y: 0, height: HEIGHT }),
        sure > 0 && s("rect", { class: "certain", ...box, y: HEIGHT - sure, height: sure }),
        perhaps > 0 && s("rect", { class: "possible", ...box, y: HEIGHT - sure - perhaps, height: perhaps }),
      );
    }),
  );
}

/** A year or a month by its name; anything else by its ends. */
function spanOf({ start, end }: Bar): string {
  if (start.slice(0, 4) === end.slice(0, 4) && start.endsWith("-01-01") && end.endsWith("-12-31"))
    return start.slice(0, 4);
  return start.slice(0, 7) === end.slice(0, 7) ? start.slice(0, 7) : words.slider.span(start, end);
}

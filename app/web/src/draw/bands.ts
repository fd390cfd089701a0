/**
 * How many over time: a lane for each scope of counts, with an axis of days above them all.
 *
 * Counts are boxes and what lasted are bands; nothing joins them, for between them nobody says how many.
 */
import { h, s, type Child } from "../dom";
import { range } from "../parts/cells";
import type { SeriesRow } from "../types";
import { words } from "../words";
import {
  extentOf,
  numberAxis,
  numberScale,
  timeAxis,
  timeLines,
  timeScale,
  type NumberScale,
  type TimeScale,
} from "./axis";
import { flowLane } from "./flows";
import { leading, statementAddress, type Visit } from "./link";
import { across, labels, pieces, upwards, type Piece, type Point, type Segment } from "./spans";

export interface Told {
  /** A scope in words, as the heading of its lane. */
  readonly lane: (row: SeriesRow) => string;
  /** A mark in words, for those who point at it or hear it. */
  readonly mark: (
    mark: SeriesRow["points"][number] | SeriesRow["segments"][number] | SeriesRow["flows"][number],
    row: SeriesRow,
  ) => string;
}

export interface Asked {
  readonly start: string | null;
  readonly end: string | null;
}

const HIGH = 92;
const TOP = 20;
const MOST_LANES = 60;
const RIGHT = 10;
let made = 0;

/** The lanes of these rows at a width. */
export function bands(rows: readonly SeriesRow[], asked: Asked, told: Told, visit: Visit, width: number): HTMLElement {
  const shown = rows.slice(0, MOST_LANES);
  const left = width < 480 ? 46 : 58;
  const time = timeScale(extentOf(shown.flatMap(daysOf), asked.start, asked.end), left, width - RIGHT);
  const numbers = scales(shown);
  const lanes = shown.map((row) =>
    h(
      "li",
      {},
      h("p", { class: "scope" }, told.lane(row)),
      counts(row, numbers.get(row.unit)!, time, told, visit),
      flowLane(row, time, told, visit, width),
    ),
  );
  return h(
    "div",
    { class: "bands" },
    h("div", { class: "days" }, timeAxis(time, width)),
    h("ol", { class: "lanes" }, lanes),
    rows.length > shown.length && h("p", {}, words.series.moreLanes(rows.length - shown.length)),
    [...numbers.values()].some((scale) => scale.log) && h("p", { class: "scale" }, words.axis.log),
  );
}

/** All days of a row that may bound the axis: what lies outside is cut. */
function daysOf(row: SeriesRow): (string | null)[] {
  const lasting = row.segments.flatMap(({ start, end, certainFrom, certainTo }) => [
    start.earliest,
    start.latest,
    end.earliest,
    end.latest,
    certainFrom,
    certainTo,
  ]);
  return [...[...row.points, ...row.flows].flatMap(({ earliest, latest }) => [earliest, latest]), ...lasting];
}

/** A scale for each unit, the same in all its lanes, so that lanes can be compared. */
function scales(rows: readonly SeriesRow[]): Map<string, NumberScale> {
  const units = new Map<string, number[]>();
  for (const row of rows) {
    const values = [...row.points, ...row.segments].flatMap(({ min, max }) => [min ?? 0, max ?? (min ?? 0) * 1.5]);
    units.set(row.unit, [...(units.get(row.unit) ?? []), ...values]);
  }
  return new Map([...units].map(([unit, values]) => [unit, numberScale(values, HIGH - 4, TOP)]));
}

/** The boxes and bands of a scope; nothing where nobody counted. */
function counts(row: SeriesRow, numbers: NumberScale, time: TimeScale, told: Told, visit: Visit): Child {
  const width = time.right + RIGHT;
  if (!row.points.length && !row.segments.length) return null;
  const fades = `fade-${++made}`;
  const linked = (mark: Point | Segment, ...marks: Child[]): SVGAElement =>
    leading(statementAddress(mark.statement), told.mark(mark, row), visit, marks);
  const wanted = row.points.map((point) => ({ text: labelOf(point), ...ends(point, time), ...middle(point, numbers) }));
  const lasting = row.segments.map((segment) => ({
    text: labelOf(segment),
    x0: pieces(segment, time)[0]?.x0 ?? time.left,
    x1: pieces(segment, time).at(-1)?.x1 ?? time.right,
    ...middle(segment, numbers),
  }));
  return s(
    "svg",
    {
      class: "lane",
      viewBox: `0 0 ${width} ${HIGH}`,
      width,
      height: HIGH,
      role: "group",
      "aria-label": words.series.lane(told.lane(row)),
    },
    s("defs", {}, fading(`${fades}-up`, "up"), fading(`${fades}-in`, "in"), fading(`${fades}-out`, "out")),
    timeLines(time, 0, HIGH),
    numberAxis(numbers, time.left, time.right),
    row.segments.map((segment) => linked(segment, band(segment, time, numbers, fades))),
    row.points.map((point) => linked(point, box(point, time, numbers, fades))),
    s(
      "g",
      { class: "texts", "aria-hidden": "true" },
      labels([...wanted, ...lasting], time.left, width, HIGH).map(({ text, x, y, anchor }) =>
        s("text", { x, y: y + 4, "text-anchor": anchor }, text),
      ),
    ),
  );
}

function ends(point: Point, time: TimeScale): { x0: number; x1: number } {
  const { x0, x1 } = across(point, time);
  return { x0, x1 };
}

function middle(mark: Point | Segment, numbers: NumberScale): { y: number; half: number } {
  const { y0, y1, open } = upwards(mark, numbers, 0);
  return open ? { y: Math.max(12, y0 - 8), half: 8 } : { y: (y0 + y1) / 2, half: (y0 - y1) / 2 };
}

function labelOf(mark: Point | Segment): string {
  return `${mark.disagree.length || mark.deniedBy.length ? "≠ " : ""}${range(mark)}`;
}

/** A count: as wide as the days in which it was made, as high as what it allows. */
function box(point: Point, time: TimeScale, numbers: NumberScale, fades: string): Child {
  const { x0, x1, openStart, openEnd } = across(point, time);
  const { y0, y1, open } = upwards(point, numbers, 0);
  const kind = ["box", point.certainty, point.disagree.length > 0 && "disagrees"].filter(Boolean).join(" ");
  const edges = [`M${x0} ${y1}V${y0}`, `M${x0} ${y0}H${x1}`, `M${x1} ${y0}V${y1}`, `M${x0} ${y1}H${x1}`];
  const closed = [!openStart && !open, true, !openEnd && !open, !open];
  return s(
    "g",
    { class: kind },
    s("rect", { x: x0, y: y1, width: x1 - x0, height: y0 - y1, fill: open ? `url(#${fades}-up)` : null }),
    s("path", { d: edges.filter((_, at) => closed[at]).join("") }),
  );
}

/** What lasted: solid where it is certain, soft where it began or ended at an unknown time. */
function band(segment: Segment, time: TimeScale, numbers: NumberScale, fades: string): Child {
  const { y0, y1, open } = upwards(segment, numbers, 0);
  const fill = (piece: Piece): string | null =>
    piece.doubt === "beginning"
      ? `url(#${fades}-in)`
      : piece.doubt === "ending"
        ? `url(#${fades}-out)`
        : open
          ? `url(#${fades}-up)`
          : null;
  const kind = ["band", segment.disagree.length > 0 && "disagrees"].filter(Boolean).join(" ");
  return s(
    "g",
    { class: kind },
    pieces(segment, time).map((piece) => [
      s("rect", {
        class: piece.doubt,
        x: piece.x0,
        y: y1,
        width: piece.x1 - piece.x0,
        height: y0 - y1,
        fill: fill(piece),
      }),
      s("path", {
        class: piece.doubt,
        d: `M${piece.x0} ${y0}H${piece.x1}${open ? "" : `M${piece.x0} ${y1}H${piece.x1}`}`,
      }),
    ]),
  );
}

/** A colour that goes away upwards, or comes from the left, or goes away to the right. */
function fading(id: string, way: "up" | "in" | "out"): SVGLinearGradientElement {
  const line =
    way === "up"
      ? { x1: 0, y1: 1, x2: 0, y2: 0 }
      : way === "in"
        ? { x1: 1, y1: 0, x2: 0, y2: 0 }
        : { x1: 0, y1: 0, x2: 1, y2: 0 };
  return s(
    "linearGradient",
    { id, class: "fade", ...line },
    s("stop", { offset: 0, "stop-opacity": 0.45 }),
    s("stop", { offset: 1, "stop-opacity": 0.02 }),
  );
}

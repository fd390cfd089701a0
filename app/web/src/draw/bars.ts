/** Numbers with bounds as bars along an even scale: sure up to the nearer bound, possible up to the other. */
import { s, type Child } from "../dom";
import { words } from "../words";
import { numberScale, type NumberScale } from "./axis";
import { leading, type Visit } from "./link";
import { bar } from "./spans";

interface Bounded {
  readonly min: number | null;
  readonly max: number | null;
}

/** `planned` is hatched, `feared` only outlined: neither looks like what was done. */
export type Look = "counted" | "planned" | "feared" | "done" | "rest";

export interface Barred {
  readonly label: string;
  readonly range: Bounded;
  readonly look: Look;
  /** The number in words, at the bar's end. */
  readonly text: string;
  /** Where it leads to, and the words for that. */
  readonly href?: string;
  readonly title?: string;
  /** A heading above this bar: it begins a group. */
  readonly head?: string;
}

const LABEL = 15;
const THICK = 15;
const STEP = LABEL + THICK + 9;
const HEAD = 26;
const AXIS = 22;
const EDGE = 14;
let made = 0;

/** The bars below one another, with one axis below them all. */
export function bars(rows: readonly Barred[], label: string, visit: Visit, width: number): SVGSVGElement {
  const id = `bars-${++made}`;
  const scale = numberScale(values(rows), EDGE, width - EDGE, { even: true });
  let y = 4;
  const drawn = rows.map((row) => {
    const head = row.head ? s("text", { class: "head", x: EDGE, y: (y += HEAD) - 8 }, row.head) : null;
    const line = one(row, y, scale, id, width);
    y += STEP;
    return [head, row.href ? leading(row.href, row.title ?? `${row.label} ${row.text}`, visit, line) : line];
  });
  return s(
    "svg",
    { class: "bars", viewBox: `0 0 ${width} ${y + AXIS}`, width, height: y + AXIS, role: "group", "aria-label": label },
    s(
      "defs",
      {},
      hatch(`${id}-hatch`, 6),
      hatch(`${id}-thin`, 11),
      fade(`${id}-right`, 0, 1),
      fade(`${id}-left`, 1, 0),
    ),
    axis(scale, y),
    drawn,
  );
}

/** All bounds, and some room for bars that have none. */
function values(rows: readonly Barred[]): number[] {
  const bounds = rows.flatMap(({ range }) => [range.min, range.max]).filter((value) => value !== null);
  const room = rows.some(({ range }) => range.max === null) ? Math.max(1, ...bounds) * 1.25 : 0;
  return [...bounds, room, rows.some(({ range }) => range.min === null) ? -room : 0];
}

function one(row: Barred, y: number, scale: NumberScale, id: string, width: number): Child {
  const found = bar(row.range, scale.at, EDGE / 2, width - EDGE / 2);
  const top = y + LABEL;
  const part = ([from, to]: readonly [number, number], kind: string, fill: string | null): SVGElement =>
    s("rect", { class: kind, x: from, y: top, width: to - from, height: THICK, fill });
  const open =
    row.look === "feared" ? null : found.openEnd ? `url(#${id}-right)` : found.openStart ? `url(#${id}-left)` : null;
  const hatched = row.look === "planned";
  const zero = scale.at(0);
  return s(
    "g",
    { class: `bar ${row.look}` },
    s("rect", { class: "touch", x: 0, y, width, height: LABEL + THICK }),
    s(
      "text",
      { x: EDGE, y: y + 11, "aria-hidden": row.href ? "true" : null },
      `${row.label} `,
      s("tspan", { class: "number", dx: 5 }, row.text),
    ),
    found.possible && part(found.possible, "possible", hatched ? `url(#${id}-thin)` : open),
    found.sure && part(found.sure, "sure", hatched ? `url(#${id}-hatch)` : null),
    !found.sure && !found.possible && s("line", { class: "point", x1: zero, x2: zero, y1: top, y2: top + THICK }),
  );
}

function axis(scale: NumberScale, y: number): Child {
  return s(
    "g",
    { class: "numbers", "aria-hidden": "true" },
    scale.ticks.map((value, at) => [
      s("line", { class: value ? null : "zero", x1: scale.at(value), x2: scale.at(value), y1: 2, y2: y + 4 }),
      s(
        "text",
        {
          x: scale.at(value),
          y: y + 17,
          "text-anchor": at === 0 ? "start" : at === scale.ticks.length - 1 ? "end" : "middle",
        },
        words.number(value),
      ),
    ]),
  );
}

function hatch(id: string, gap: number): SVGPatternElement {
  const lines = s("path", { d: `M0 0V${gap}`, class: "hatching" });
  return s(
    "pattern",
    { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    lines,
  );
}

function fade(id: string, from: number, to: number): SVGLinearGradientElement {
  return s(
    "linearGradient",
    { id, class: "fade", x1: from, x2: to },
    s("stop", { offset: 0, "stop-opacity": 0.4 }),
    s("stop", { offset: 1, "stop-opacity": 0.03 }),
  );
}

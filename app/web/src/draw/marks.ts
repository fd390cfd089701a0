/** The marks of a timeline: bars that are sure, pale or fading, diamonds for what happened, crosses for denials. */
import type { ScaleTime } from "d3-scale";
import { DAY } from "../days";
import { s, type Child } from "../dom";
import type { Mark } from "./lanes";

/** How far an end that nobody knows fades out. */
export const FADE = 44;
const [BAR, LEAST] = [11, 7];
let made = 0;

export interface Frame {
  readonly x: ScaleTime<number, number>;
  readonly id: string;
  readonly left: number;
  readonly narrow: boolean;
  readonly width: number;
  /** Room above the first row of a lane: for its name, where that stands there. */
  readonly above: number;
}

/** A name for the fills of one picture. */
export function fresh(): string {
  return `timeline-${++made}`;
}

/** A mark as a link that can be reached by keyboard, and says what it is. */
export function link(mark: Mark, y: number, frame: Frame): SVGElement {
  const style = styleOf(mark);
  const parts = shapes(mark, y, frame);
  if (!mark.href) return s("g", { class: style }, s("title", {}, mark.title), parts);
  return s("a", { class: style, href: mark.href, "aria-label": mark.title }, s("title", {}, mark.title), parts);
}

export function shapes(mark: Mark, y: number, frame: Frame): Child[] {
  const at = (day: number | null): number | null => (day === null ? null : frame.x(new Date(day * DAY)));
  const after = (day: number | null): number | null => at(day === null ? null : day + 1);
  const [from, to, sureFrom, sureTo] = [at(mark.from), after(mark.to), at(mark.sureFrom), after(mark.sureTo)];
  const known = [from, sureFrom, sureTo, to].filter((place) => place !== null);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const bar = barAt(y, frame);
  return [
    from === null && bar("open", first - FADE, first, "before"),
    to === null && bar("open", last, last + FADE, "after"),
    last - first > 0 && bar("possible", first, last),
    sureFrom !== null && sureTo !== null && bar("sure", sureFrom, sureTo),
    mark.planned && bar("hatch", first, Math.max(last, first + LEAST), "hatch"),
    mark.shape === "silent" && bar("hatch", first, last, "hatch"),
    mark.shape === "event" && diamond((first + last) / 2, y),
    mark.shape === "seen" && s("circle", { class: "point", cx: (first + last) / 2, cy: y, r: 3.5 }),
    mark.denied && cross((first + last) / 2, y),
  ];
}

function barAt(y: number, frame: Frame): (style: string, a: number, b: number, fill?: string) => Child {
  return (style, a, b, fill) => {
    const width = Math.max(b - a, style === "sure" ? 2 : LEAST);
    return s("rect", {
      class: style,
      x: (a + b - width) / 2,
      y: y - BAR / 2,
      width,
      height: BAR,
      rx: 2,
      style: fill ? `fill:url(#${frame.id}-${fill});stroke:none` : null,
    });
  };
}

function diamond(x: number, y: number): Child {
  return s("path", { class: "point", d: `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}Z` });
}

function cross(x: number, y: number): Child {
  return s("path", { class: "cross", d: `M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x - 6} ${y + 6}L${x + 6} ${y - 6}` });
}

export function styleOf(mark: Mark): string {
  return ["mark", mark.shape, mark.denied && "denied", mark.planned && "planned"].filter(Boolean).join(" ");
}

/** The fills that marks need, once in each picture. */
export function fades(id: string): SVGElement {
  const stops = (...opacities: number[]): Child =>
    opacities.map((opacity, at) =>
      s("stop", { offset: at, style: `stop-color:var(--mark-ink);stop-opacity:${opacity}` }),
    );
  return s(
    "defs",
    {},
    s("linearGradient", { id: `${id}-before` }, stops(0, 0.45)),
    s("linearGradient", { id: `${id}-after` }, stops(0.45, 0)),
    s(
      "pattern",
      { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("line", { x1: 0, x2: 0, y1: 0, y2: 6, style: "stroke:var(--mark-ink);stroke-width:2.5" }),
    ),
  );
}

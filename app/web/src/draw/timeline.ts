/**
 * A timeline as SVG: a lane per line of marks, an axis of years, and every mark a link to its statement.
 *
 * What surely was is solid, what may have been is pale, ends that nobody knows fade out; denials are crossed, plans hatched.
 */
import { scaleUtc, type ScaleTime } from "d3-scale";
import { DAY, today, numberOf } from "../days";
import { h, s, type Child } from "../dom";
import { words } from "../words";
import { extent, type Lane, type Mark } from "./lanes";
import { rowsOf } from "./rows";
import { shortened } from "./shortened";

export interface Drawn {
  readonly element: HTMLElement;
  readonly close: () => void;
}

type Kind = keyof typeof words.timeline.legend;
const [BAR, ROW, AXIS, FADE, LEAST] = [11, 15, 26, 44, 7];
/** Below this width the names stand above their lanes. */
const NARROW = 620;
let made = 0;

/** Draws lanes as wide as there is room, and again when that changes. */
export function timeline(lanes: readonly Lane[], label: string): Drawn {
  const box = h("div", { class: "timeline" });
  let width = 0;
  const draw = (): void => {
    const room = Math.floor(box.clientWidth);
    if (!room || room === width) return;
    width = room;
    const focused = document.activeElement?.closest(".timeline") === box ? document.activeElement.getAttribute("href") : null;
    box.replaceChildren(picture(lanes, label, width));
    if (focused) box.querySelector<SVGAElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  const observer = new ResizeObserver(draw);
  observer.observe(box);
  return { element: h("div", {}, box, legend(kindsOf(lanes))), close: () => observer.disconnect() };
}

/** The picture itself; the same lanes and width give the same picture. */
export function picture(lanes: readonly Lane[], label: string, width: number): SVGSVGElement {
  const named = lanes.some((lane) => lane.label);
  const narrow = width < NARROW || !named;
  const left = narrow ? 6 : Math.min(340, Math.round(width * 0.36));
  const days = padded(extent(lanes) ?? [numberOf(today())!, numberOf(today())!]);
  const x = scaleUtc().domain([new Date(days[0] * DAY), new Date(days[1] * DAY)]).range([left, width - 8]);
  const frame: Frame = { x, id: `timeline-${++made}`, left, narrow, width, above: narrow && named ? 20 : 4 };
  let top = AXIS;
  const drawn = lanes.map((lane) => {
    const [element, height] = laneOf(lane, top, frame);
    top += height;
    return element;
  });
  const height = top + 6;
  return s(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label },
    fades(frame.id),
    axis(x, width, height),
    drawn,
  );
}

interface Frame {
  readonly x: ScaleTime<number, number>;
  readonly id: string;
  readonly left: number;
  readonly narrow: boolean;
  readonly width: number;
  /** Room above the first row of a lane: for its name, where that stands there. */
  readonly above: number;
}

/** A lane from `top` on, and how high it is. */
function laneOf(lane: Lane, top: number, frame: Frame): readonly [SVGElement, number] {
  const { left, narrow, width, above } = frame;
  const rows = rowsOf(lane.marks.map((mark) => room(mark, frame)));
  const middle = (row: number): number => top + above + row * ROW + ROW / 2;
  const place = narrow ? { x: 6, y: top + 15 } : { x: left - 10, y: middle(0) + 4, "text-anchor": "end" };
  const name = s("text", { class: "name", ...place }, shortened(lane.label, (narrow ? width - 12 : left - 14) / 6.8), s("title", {}, lane.label));
  const element = s(
    "g",
    { class: "lane" },
    s("line", { class: "rule", x1: left, x2: width - 8, y1: middle(0), y2: middle(0) }),
    lane.label && name,
    lane.marks.map((mark, at) => link(mark, middle(rows[at] ?? 0), frame)),
  );
  return [element, above + (Math.max(0, ...rows) + 1) * ROW + 3];
}

/** From where to where a mark reaches, with its fading ends. */
function room(mark: Mark, { x }: Frame): readonly [number, number] {
  const days = [mark.from, mark.sureFrom, mark.sureTo, mark.to].filter((day) => day !== null);
  const [first, last] = [x(new Date(Math.min(...days) * DAY)), x(new Date((Math.max(...days) + 1) * DAY))];
  return [mark.from === null ? first - FADE : first, mark.to === null ? last + FADE : last];
}

/** A mark as a link that can be reached by keyboard, and says what it is. */
function link(mark: Mark, y: number, frame: Frame): SVGElement {
  const style = ["mark", mark.shape, mark.denied && "denied", mark.planned && "planned"].filter(Boolean).join(" ");
  const parts = shapes(mark, y, frame);
  if (!mark.href) return s("g", { class: style }, s("title", {}, mark.title), parts);
  return s("a", { class: style, href: mark.href, "aria-label": mark.title }, s("title", {}, mark.title), parts);
}

function shapes(mark: Mark, y: number, frame: Frame): Child[] {
  const at = (day: number): number => frame.x(new Date(day * DAY));
  const after = (day: number): number => at(day + 1);
  const from = mark.from === null ? null : at(mark.from);
  const to = mark.to === null ? null : after(mark.to);
  const [sureFrom, sureTo] = [mark.sureFrom === null ? null : at(mark.sureFrom), mark.sureTo === null ? null : after(mark.sureTo)];
  const known = [from, sureFrom, sureTo, to].filter((place) => place !== null);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const bar = (style: string, a: number, b: number, fill?: string): Child => {
    const width = Math.max(b - a, style === "sure" ? 2 : LEAST);
    return s("rect", { class: style, x: (a + b - width) / 2, y: y - BAR / 2, width, height: BAR, rx: 2, style: fill ? `fill:url(#${frame.id}-${fill});stroke:none` : null });
  };
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

function diamond(x: number, y: number): Child {
  return s("path", { class: "point", d: `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}Z` });
}

function cross(x: number, y: number): Child {
  return s("path", { class: "cross", d: `M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x - 6} ${y + 6}L${x + 6} ${y - 6}` });
}

function axis(x: ScaleTime<number, number>, width: number, height: number): Child {
  const left = x.range()[0] ?? 0;
  const month = new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "short", timeZone: "UTC" });
  const name = (day: Date): string => {
    if (day.getUTCDate() > 1) return `${day.getUTCDate()} ${month.format(day)}`;
    return day.getUTCMonth() ? month.format(day) : String(day.getUTCFullYear());
  };
  return s(
    "g",
    { class: "axis", "aria-hidden": "true" },
    x.ticks(Math.max(2, Math.min(12, Math.floor((width - left) / 80)))).filter((day) => x(day) < width - 24 && x(day) > left + 12).map((day) => [
      s("line", { x1: x(day), x2: x(day), y1: AXIS - 6, y2: height }),
      s("text", { x: x(day), y: 13, "text-anchor": "middle" }, name(day)),
    ]),
  );
}

function fades(id: string): SVGElement {
  const stops = (...opacities: number[]): Child =>
    opacities.map((opacity, at) => s("stop", { offset: at, style: `stop-color:var(--mark-ink);stop-opacity:${opacity}` }));
  return s(
    "defs",
    {},
    s("linearGradient", { id: `${id}-before` }, stops(0, 0.45)),
    s("linearGradient", { id: `${id}-after` }, stops(0.45, 0)),
    s("pattern", { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("line", { x1: 0, x2: 0, y1: 0, y2: 6, style: "stroke:var(--mark-ink);stroke-width:2.5" })),
  );
}

function legend(kinds: readonly Kind[]): HTMLElement {
  const mark = (kind: Kind): Mark => ({
    shape: kind === "event" || kind === "seen" || kind === "silent" ? kind : "span",
    from: kind === "open" ? null : 0,
    to: 30,
    sureFrom: kind === "certain" || kind === "open" ? 0 : null,
    sureTo: kind === "certain" ? 30 : kind === "open" ? 10 : null,
    denied: kind === "denied",
    planned: kind === "planned",
    title: "",
    href: "",
  });
  const x = scaleUtc().domain([new Date(0), new Date(31 * DAY)]).range([0, 40]);
  const sample = (kind: Kind): SVGElement => {
    const id = `timeline-${++made}`;
    const { denied, planned, shape } = mark(kind);
    const style = ["mark", shape, denied && "denied", planned && "planned"].filter(Boolean).join(" ");
    const place = kind === "open" ? x.copy().range([30, 40]) : x;
    return s("svg", { width: 44, height: 16, "aria-hidden": "true" }, fades(id), s("g", { class: style }, shapes(mark(kind), 8, { x: place, id, left: 0, narrow: false, width: 44, above: 0 })));
  };
  return h("ul", { class: "legend" }, kinds.map((kind) => h("li", {}, sample(kind), ` ${words.timeline.legend[kind]}`)));
}

/** The kinds of marks that are there, in the order of the legend. */
function kindsOf(lanes: readonly Lane[]): Kind[] {
  const marks = lanes.flatMap((lane) => lane.marks);
  const there: Readonly<Record<Kind, (mark: Mark) => boolean>> = {
    certain: (mark) => mark.sureFrom !== null,
    possible: (mark) => mark.shape !== "silent" && (mark.from !== mark.sureFrom || mark.to !== mark.sureTo),
    open: (mark) => mark.from === null || mark.to === null,
    event: (mark) => mark.shape === "event",
    seen: (mark) => mark.shape === "seen",
    denied: (mark) => mark.denied,
    planned: (mark) => mark.planned,
    silent: (mark) => mark.shape === "silent",
  };
  return (Object.keys(there) as Kind[]).filter((kind) => marks.some(there[kind]));
}

/** Some room at both ends, and never less than a month in all. */
function padded([from, to]: readonly [number, number]): readonly [number, number] {
  const room = Math.max(15, Math.round((to - from) * 0.06));
  return [from - room, to + 1 + room];
}

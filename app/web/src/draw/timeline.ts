/**
 * A timeline as SVG: a lane per line of marks, an axis of years, and every mark a link to its statement.
 *
 * What surely was is solid, what may have been is pale, ends that nobody knows fade out; denials are crossed, plans
 * hatched.
 */
import { scaleUtc, type ScaleTime } from "d3-scale";
import { DAY, today, numberOf } from "../days";
import { h, s, type Child } from "../dom";
import { extent, type Lane, type Mark } from "./lanes";
import { legend } from "./timelinelegend";
import { FADE, fades, fresh, link, type Frame } from "./marks";
import { rowsOf } from "./rows";
import { shortened } from "./shortened";

export interface Drawn {
  readonly element: HTMLElement;
  readonly close: () => void;
}

const [ROW, AXIS] = [15, 26];
/** Below this width the names stand above their lanes. */
const NARROW = 620;

/** Draws lanes as wide as there is room, and again when that changes. */
export function timeline(lanes: readonly Lane[], label: string): Drawn {
  const box = h("div", { class: "timeline" });
  let width = 0;
  const draw = (): void => {
    const room = Math.floor(box.clientWidth);
    if (!room || room === width) return;
    width = room;
    const focused =
      document.activeElement?.closest(".timeline") === box ? document.activeElement.getAttribute("href") : null;
    box.replaceChildren(picture(lanes, label, width));
    if (focused) box.querySelector<SVGAElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  const observer = new ResizeObserver(draw);
  observer.observe(box);
  return { element: h("div", {}, box, legend(lanes)), close: () => observer.disconnect() };
}

/** The picture itself; the same lanes and width give the same picture. */
export function picture(lanes: readonly Lane[], label: string, width: number): SVGSVGElement {
  const named = lanes.some((lane) => lane.label);
  const narrow = width < NARROW || !named;
  const left = narrow ? 6 : Math.min(340, Math.round(width * 0.36));
  const days = padded(extent(lanes) ?? [numberOf(today())!, numberOf(today())!]);
  const x = scaleUtc()
    .domain([new Date(days[0] * DAY), new Date(days[1] * DAY)])
    .range([left, width - 8]);
  const frame: Frame = { x, id: fresh(), left, narrow, width, above: narrow && named ? 20 : 4 };
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

/** A lane from `top` on, and how high it is. */
function laneOf(lane: Lane, top: number, frame: Frame): readonly [SVGElement, number] {
  const { left, narrow, width, above } = frame;
  const rows = rowsOf(lane.marks.map((mark) => room(mark, frame)));
  const middle = (row: number): number => top + above + row * ROW + ROW / 2;
  const place = narrow ? { x: 6, y: top + 15 } : { x: left - 10, y: middle(0) + 4, "text-anchor": "end" };
  const name = s(
    "text",
    { class: "name", ...place },
    shortened(lane.label, (narrow ? width - 12 : left - 14) / 6.8),
    s("title", {}, lane.label),
  );
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
    x
      .ticks(Math.max(2, Math.min(12, Math.floor((width - left) / 80))))
      .filter((day) => x(day) < width - 24 && x(day) > left + 12)
      .map((day) => [
        s("line", { x1: x(day), x2: x(day), y1: AXIS - 6, y2: height }),
        s("text", { x: x(day), y: 13, "text-anchor": "middle" }, name(day)),
      ]),
  );
}

/** Some room at both ends, and never less than a month in all. */
function padded([from, to]: readonly [number, number]): readonly [number, number] {
  const room = Math.max(15, Math.round((to - from) * 0.06));
  return [from - room, to + 1 + room];
}

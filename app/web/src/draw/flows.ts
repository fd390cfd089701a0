/**
 * Who came and who went, on lines of their own below the counts: a bar over the days, an arrow, and the number in
 * words.
 */
import { h, s, type Child } from "../dom";
import { range } from "../parts/cells";
import type { SeriesRow } from "../types";
import { words } from "../words";
import { timeLines, type TimeScale } from "./axis";
import type { Told } from "./bands";
import { leading, statementAddress, type Visit } from "./link";
import { across, labels, type Flow } from "./spans";

const LINE = 22;
const MOST = 30;

export function flowLane(row: SeriesRow, time: TimeScale, told: Told, visit: Visit, width: number): Child {
  if (!row.flows.length) return null;
  const shown = row.flows.slice(0, MOST);
  const high = shown.length * LINE + 4;
  return [
    s(
      "svg",
      {
        class: "lane flows",
        viewBox: `0 0 ${width} ${high}`,
        width,
        height: high,
        role: "group",
        "aria-label": words.series.lane(told.lane(row)),
      },
      timeLines(time, 0, high),
      shown.map((flow, at) =>
        leading(
          statementAddress(flow.statement),
          told.mark(flow, row),
          visit,
          arrow(flow, at * LINE + LINE / 2 + 2, time, width),
        ),
      ),
    ),
    row.flows.length > MOST && h("p", {}, words.series.more(row.flows.length - MOST)),
  ];
}

/** The days of a move as a line with ends, its way as an arrow, its number beside it. */
function arrow(flow: Flow, y: number, time: TimeScale, width: number): Child {
  const { x0, x1, openStart, openEnd } = across(flow, time);
  const x = (x0 + x1) / 2;
  const head =
    flow.direction === "came"
      ? `M${x - 6} ${y - 6}H${x + 6}L${x} ${y + 6}Z`
      : `M${x - 6} ${y + 6}H${x + 6}L${x} ${y - 6}Z`;
  const ends =
    `${openStart ? "" : `M${x0} ${y - 5}V${y + 5}`}M${x0} ` + `${y}H${x1}${openEnd ? "" : `M${x1} ${y - 5}V${y + 5}`}`;
  const [label] = labels([{ text: textOf(flow), x0: Math.min(x0, x - 6), x1: Math.max(x1, x + 6), y }], 0, width);
  return s(
    "g",
    { class: `flow ${flow.direction} ${flow.certainty}` },
    s("rect", { class: "touch", x: Math.min(x0, x - 11), y: y - LINE / 2, width: Math.max(x1 - x0, 22), height: LINE }),
    s("path", { class: "window", d: ends }),
    s("path", { class: "head", d: head }),
    label && s("text", { x: label.x, y: label.y + 4, "text-anchor": label.anchor, "aria-hidden": "true" }, label.text),
  );
}

function textOf(flow: Flow): string {
  const number = flow.min === null && flow.max === null ? words.series.notSaid : range(flow);
  return `${flow.deniedBy.length ? "≠ " : ""}${words.series.kinds[flow.direction]} ${number}`;
}

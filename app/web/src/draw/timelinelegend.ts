/** What the marks of a timeline mean. */
import { scaleUtc } from "d3-scale";
import { DAY } from "../days";
import { h, s } from "../dom";
import { words } from "../words";
import type { Lane, Mark } from "./lanes";
import { fades, fresh, shapes, styleOf } from "./marks";

type Kind = keyof typeof words.timeline.legend;

/** A sample of each kind of mark that is there, with its meaning. */
export function legend(lanes: readonly Lane[]): HTMLElement {
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
  const x = scaleUtc()
    .domain([new Date(0), new Date(31 * DAY)])
    .range([0, 40]);
  const sample = (kind: Kind): SVGElement => {
    const id = fresh();
    const place = kind === "open" ? x.copy().range([30, 40]) : x;
    return s(
      "svg",
      { width: 44, height: 16, "aria-hidden": "true" },
      fades(id),
      s(
        "g",
        { class: styleOf(mark(kind)) },
        shapes(mark(kind), 8, { x: place, id, left: 0, narrow: false, width: 44, above: 0 }),
      ),
    );
  };
  return h(
    "ul",
    { class: "legend" },
    kindsOf(lanes).map((kind) => h("li", {}, sample(kind), ` ${words.timeline.legend[kind]}`)),
  );
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

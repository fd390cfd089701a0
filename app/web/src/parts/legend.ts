/** What the lines of a picture mean, in words beside a sample of each. */
import { h, s, type Child } from "../dom";
import { dashes, widths, type Line, type Weight } from "../draw/palette";
import type { Ink } from "../draw/scene";

/** A line as it is drawn, as an SVG of its own. */
export function sample(line: Line, ink: Ink | "ink", weight: Weight = "certain", mark = ""): SVGElement {
  const stroke = (y: number): SVGElement =>
    s("line", {
      x1: 1,
      y1: y,
      x2: 39,
      y2: y,
      "stroke-width": widths[weight],
      "stroke-dasharray": dashes[line].join(" ") || null,
    });
  return s(
    "svg",
    {
      class: `sample ${ink}${weight === "possible" ? " pale" : ""}`,
      viewBox: "0 0 40 12",
      width: 40,
      height: 12,
      "aria-hidden": "true",
    },
    stroke(6),
    mark && [s("circle", { cx: 20, cy: 6, r: 6 }), s("text", { x: 20, y: 10, "text-anchor": "middle" }, mark)],
  );
}

/** The mark of an actor. */
export function mark(shape: "square" | "disc"): SVGElement {
  const drawn =
    shape === "square" ? s("rect", { x: 1, y: 1, width: 10, height: 10 }) : s("circle", { cx: 6, cy: 6, r: 5.5 });
  return s("svg", { class: "sample actor", viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" }, drawn);
}

export interface Entry {
  readonly sample: Child;
  readonly text: string;
}

export function legend(entries: readonly Entry[], ...more: Child[]): HTMLElement {
  return h(
    "div",
    { class: "legend" },
    h(
      "ul",
      {},
      entries.map((entry) => h("li", {}, entry.sample, " ", entry.text)),
    ),
    more.map((text) => h("p", {}, text)),
  );
}

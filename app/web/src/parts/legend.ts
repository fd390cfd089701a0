/** What the lines of a picture mean, in words beside a sample of each. */
import { h, s, type Child } from "../dom";
import type { Ink, Line } from "../draw/scene";

/** A line as it is drawn, as an SVG of its own. */
export function sample(line: Line, ink: Ink | "ink", pale = false, mark = ""): SVGElement {
  const stroke = (y: number): SVGElement =>
    s("line", { x1: 1, y1: y, x2: 39, y2: y, "stroke-width": pale ? 1.2 : 2.4, "stroke-dasharray": DASHES[line] });
  return s(
    "svg",
    {
      class: `sample ${ink}${pale ? " pale" : ""}`,
      viewBox: "0 0 40 12",
      width: 40,
      height: 12,
      "aria-hidden": "true",
    },
    line === "double" ? [stroke(4), stroke(8)] : stroke(6),
    mark && [s("circle", { cx: 20, cy: 6, r: 6 }), s("text", { x: 20, y: 10, "text-anchor": "middle" }, mark)],
  );
}

const DASHES: Readonly<Record<Line, string | null>> = { solid: null, dashed: "7 4", dotted: "2.4 3.6", double: null };

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

/** What stands about a picture: words beside the pointer, and buttons to come closer. */
import { fill, h, type Child } from "../dom";
import type { Point, Size } from "../draw/eye";
import { words } from "../words";

export const CLOSER = 0.7;

export class Tip {
  readonly element = h("div", { class: "tip", hidden: true });

  /** Beside a point, on the side where there is room; gone where there is nothing to tell. */
  show(content: Child, point: Point | null, { width, height }: Size): void {
    this.element.hidden = !content || !point;
    if (!content || !point) return;
    fill(this.element, content);
    const aside = point.x > width / 2 ? "calc(-100% - 10px)" : "10px";
    const above = point.y < height / 2 ? "12px" : "calc(-100% - 12px)";
    this.element.style.transform =
      `translate(${Math.round(point.x)}px, ${Math.round(point.y)}px) ` + `translate(${aside}, ${above})`;
  }
}

export function zooming(by: (factor: number) => void, whole: () => void): HTMLElement {
  const button = (text: string, label: string, onclick: () => void): HTMLElement =>
    h("button", { type: "button", "aria-label": label, title: label, onclick }, text);
  return h(
    "p",
    { class: "zoom" },
    button("+", words.network.closer, () => by(CLOSER)),
    button("−", words.network.further, () => by(1 / CLOSER)),
    button(words.network.whole, words.network.wholeLabel, whole),
    h("small", {}, words.network.moving),
  );
}

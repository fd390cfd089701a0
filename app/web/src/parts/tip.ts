/** What stands about a picture: words beside the pointer, and buttons to come closer. */
import { fill, h, type Child } from "../dom";
import type { Point, Size } from "../draw/eye";
import { words } from "../words";

export const CLOSER = 0.7;

export class Tip {
  readonly element = h("div", { class: "tip", hidden: true });

  /** Beside a point, on the side where there is room, and never over the edge; gone where there is nothing to tell. */
  show(content: Child, point: Point | null, { width, height }: Size): void {
    this.element.hidden = !content || !point;
    if (!content || !point) return;
    fill(this.element, content);
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    const aside = point.x > width / 2 ? point.x - wide - APART : point.x + APART;
    const above = point.y < height / 2 ? point.y + APART : point.y - high - APART;
    const [left, top] = [within(aside, width - wide), within(above, height - high)];
    this.element.style.transform = `translate(${left}px, ${top}px)`;
  }
}

const APART = 12;

function within(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(value, most)));
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

/**
 * Moving about in the picture: drag, pinch, wheel with Ctrl, click, hover.
 *
 * The wheel alone and one finger scroll the page, which a picture in it must not take away.
 */
import type { Point } from "./eye";

export interface Moves {
  readonly pan: (right: number, down: number) => void;
  readonly zoom: (factor: number, point: Point) => void;
  readonly click: (point: Point) => void;
  /** Null when the pointer is gone. */
  readonly hover: (point: Point | null) => void;
}

const STILL = 5;
const WHEEL = 0.0016;

export function pointing(element: HTMLElement, moves: Moves): void {
  const down = new Map<number, Point>();
  let travelled = 0;
  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const pinch = (event: PointerEvent, to: Point): void => {
    const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const from = down.get(event.pointerId)!;
    if (!other) return;
    const apart = (point: Point): number => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    moves.zoom(apart(from) / apart(to), { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
    moves.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    down.set(event.pointerId, pointOf(event));
    travelled = 0;
  });
  element.addEventListener("pointermove", (event) => {
    const to = pointOf(event);
    const from = down.get(event.pointerId);
    if (!from) {
      moves.hover(to);
      return;
    }
    travelled += Math.hypot(to.x - from.x, to.y - from.y);
    if (down.size > 1) pinch(event, to);
    else if (event.pointerType !== "touch" && travelled > STILL) {
      element.setPointerCapture(event.pointerId);
      moves.pan(to.x - from.x, to.y - from.y);
    }
    down.set(event.pointerId, to);
  });
  element.addEventListener("pointerup", (event) => {
    if (down.delete(event.pointerId) && !down.size && travelled <= STILL) moves.click(pointOf(event));
  });
  element.addEventListener("pointercancel", (event) => void down.delete(event.pointerId));
  element.addEventListener("pointerleave", () => moves.hover(null));
  element.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      moves.zoom(Math.exp(event.deltaY * WHEEL * (event.deltaMode ? 20 : 1)), pointOf(event));
    },
    { passive: false },
  );
}

export interface Keys {
  readonly arrow: (key: string) => void;
  readonly enter: () => unknown;
  readonly escape: () => void;
  readonly closer: (isCloser: boolean) => void;
  readonly whole: () => void;
}

/** The same by keys. */
export function pressing(element: HTMLElement, keys: Keys): void {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) keys.arrow(event.key);
    else if (event.key === "Enter") keys.enter();
    else if (event.key === "Escape") keys.escape();
    else if ("+=-".includes(event.key)) keys.closer(event.key !== "-");
    else if (event.key === "0") keys.whole();
    else return;
    event.preventDefault();
  });
}

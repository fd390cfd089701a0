/** Names beside their actors and marks on lines, as HTML, so that they are sharp, follow the page's fonts, and run either way. */
import { fill, h } from "../dom";
import { projected, type Eye, type Point, type Size } from "./eye";
import type { Scene, Shown } from "./scene";

const MOST = 28;
const TRIED = 240;
const LETTER = 7;
const HEIGHT = 17;
const APART = 14;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Which names can stand without touching one another, those with most pairs first; `first` stand whatever there is. */
export function roomFor(scene: Scene, degrees: ArrayLike<number>, eye: Eye, size: Size, first: readonly number[] = []): readonly number[] {
  const awake = scene.spots.map((_, at) => at).filter((at) => degrees[at]! > 0 && !first.includes(at));
  const order = [...first, ...awake.sort((a, b) => degrees[b]! - degrees[a]!).slice(0, TRIED)];
  const taken: Box[] = [];
  const found: number[] = [];
  for (const at of order) {
    if (found.length >= MOST) break;
    const box = boxOf(projected(eye, size, scene.spots[at]!), scene.spots[at]!.name, scene.spots[at]!.size);
    const inside = box.left > 0 && box.right < size.width && box.top > 0 && box.bottom < size.height;
    if (!first.includes(at) && (!inside || taken.some((other) => touch(box, other)))) continue;
    taken.push(box);
    found.push(at);
  }
  return found;
}

/** Those of these ties whose middles are far enough apart for a mark each; closer by, there is room for more. */
export function spaced(ties: readonly number[], scene: Scene, eye: Eye, size: Size): ReadonlySet<number> {
  const found = new Set<number>();
  const taken = new Set<string>();
  for (const tie of ties) {
    const { x, y } = middle(scene, tie, eye, size);
    const [column, row] = [Math.round(x / APART), Math.round(y / APART)];
    const around = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => `${column + right} ${row + down}`));
    if (around.some((cell) => taken.has(cell))) continue;
    taken.add(`${column} ${row}`);
    found.add(tie);
  }
  return found;
}

function middle(scene: Scene, tie: number, eye: Eye, size: Size): Point {
  const { a, b } = scene.ties[tie]!;
  const [from, to] = [projected(eye, size, scene.spots[a]!), projected(eye, size, scene.spots[b]!)];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function boxOf({ x, y }: Point, name: string, radius: number): Box {
  const wide = Math.min(name.length, 30) * LETTER;
  return { left: x + radius + 2, right: x + radius + 6 + wide, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export class Labels {
  readonly element = h("div", { class: "labels", "aria-hidden": "true" });
  private names: { readonly at: number; readonly element: HTMLElement }[] = [];
  private marks: { readonly tie: number; readonly element: HTMLElement }[] = [];

  /** Chooses names again; where they stand is for `follow`. */
  choose(shown: Shown, eye: Eye, size: Size, first: readonly number[], marks: ReadonlyMap<number, string>): void {
    const { scene } = shown;
    this.names = roomFor(scene, shown.degrees, eye, size, first).map((at) => ({ at, element: h("bdi", { dir: "auto" }, scene.spots[at]!.name) }));
    const apart = spaced([...marks.keys()].filter((tie) => shown.strokes[tie]), scene, eye, size);
    this.marks = [...marks].filter(([tie]) => apart.has(tie)).map(([tie, text]) => ({ tie, element: h("b", {}, text) }));
    fill(this.element, this.marks.map(({ element }) => element), this.names.map(({ element }) => element));
    this.follow(scene, eye, size);
  }

  follow(scene: Scene, eye: Eye, size: Size): void {
    for (const { at, element } of this.names) {
      const { x, y } = projected(eye, size, scene.spots[at]!);
      element.style.transform = `translate(${Math.round(x + scene.spots[at]!.size + 3)}px, ${Math.round(y)}px) translateY(-50%)`;
    }
    for (const { tie, element } of this.marks) {
      const { x, y } = middle(scene, tie, eye, size);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
    }
  }
}

/**
 * Names beside their actors and marks on lines, as HTML, so that they are sharp, follow the page's fonts, and run
 * either way.
 */
import { fill, h } from "../dom";
import { projected, type Eye, type Point, type Size } from "./eye";
import type { Scene, Shown } from "./scene";
import { words } from "../words";

const MOST = 28;
const TRIED = 240;
const LETTER = 7.2;
/** What a plate is wider than its letters. */
const PLATE = 13;
const HEIGHT = 18;
const APART = 14;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A name that stands, to the right of its actor or to the left. */
export interface Name {
  readonly at: number;
  readonly left: boolean;
}

/** Which names are wanted. */
export interface Wanted {
  /** They stand whatever there is. */
  readonly first?: readonly number[];
  /** Only these can stand; all where nothing is given. */
  readonly among?: readonly number[] | undefined;
}

/** Which names can stand without touching one another, those with most pairs first. */
export function roomFor(
  scene: Scene,
  degrees: ArrayLike<number>,
  eye: Eye,
  size: Size,
  { first = [], among = scene.spots.map((_, at) => at) }: Wanted = {},
): readonly Name[] {
  const awake = among.filter((at) => degrees[at]! > 0 && !first.includes(at));
  const order = [...first, ...awake.sort((a, b) => degrees[b]! - degrees[a]!).slice(0, TRIED)];
  const taken: Box[] = [];
  const found: Name[] = [];
  for (const at of order) {
    if (found.length >= MOST) break;
    const spot = scene.spots[at]!;
    const sides = [false, true].map((left) => ({
      left,
      box: boxOf(projected(eye, size, spot), words.network.short(spot.name), spot.size, left),
    }));
    const free = sides.find(({ box }) => within(box, size) && !taken.some((other) => touch(box, other)));
    const side = free ?? (first.includes(at) ? sides[0] : undefined);
    if (!side) continue;
    taken.push(side.box);
    found.push({ at, left: side.left });
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

function boxOf({ x, y }: Point, name: string, radius: number, left: boolean): Box {
  const wide = Math.min(name.length, 30) * LETTER;
  const [near, far] = [radius + 2, radius + PLATE + wide];
  return {
    left: left ? x - far : x + near,
    right: left ? x - near : x + far,
    top: y - HEIGHT / 2,
    bottom: y + HEIGHT / 2,
  };
}

function within(box: Box, size: Size): boolean {
  return box.left > 0 && box.right < size.width && box.top > 0 && box.bottom < size.height;
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export class Labels {
  readonly element = h("div", { class: "labels", "aria-hidden": "true" });
  private names: (Name & { readonly element: HTMLElement })[] = [];
  private marks: { readonly tie: number; readonly element: HTMLElement }[] = [];

  /** Chooses names again; where they stand is for `follow`. */
  choose(shown: Shown, eye: Eye, size: Size, wanted: Wanted, marks: ReadonlyMap<number, string>): void {
    const { scene } = shown;
    this.names = roomFor(scene, shown.degrees, eye, size, wanted).map((name) => ({
      ...name,
      element: h("bdi", { dir: "auto" }, words.network.short(scene.spots[name.at]!.name)),
    }));
    const apart = spaced(
      [...marks.keys()].filter((tie) => shown.strokes[tie]),
      scene,
      eye,
      size,
    );
    this.marks = [...marks]
      .filter(([tie]) => apart.has(tie))
      .map(([tie, text]) => ({ tie, element: h("b", {}, text) }));
    fill(
      this.element,
      this.marks.map(({ element }) => element),
      this.names.map(({ element }) => element),
    );
    this.follow(scene, eye, size);
  }

  follow(scene: Scene, eye: Eye, size: Size): void {
    for (const { at, left, element } of this.names) {
      const { x, y } = projected(eye, size, scene.spots[at]!);
      const away = (scene.spots[at]!.size + 3) * (left ? -1 : 1);
      element.style.transform =
        `translate(${Math.round(x + away)}px, ${Math.round(y)}px) ` + `translate(${left ? "-100%" : "0"}, -50%)`;
    }
    for (const { tie, element } of this.marks) {
      const { x, y } = middle(scene, tie, eye, size);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
    }
  }
}

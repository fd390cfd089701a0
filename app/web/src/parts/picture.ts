/**
 * The picture in a figure: a drawing (by WebGL, else flat, else none), names above it, what lies under the pointer,
 * buttons and keys. What it shows is given; what is chosen in it is told.
 */
import { fill, h, type Child } from "../dom";
import type { Drawing } from "../draw/drawing";
import { eyeOf, fitted, framed, panned, projected, textOf, zoomed, type Eye, type Point, type Size } from "../draw/eye";
import { Labels } from "../draw/labels";
import { pointing } from "../draw/pointer";
import { canDraw, renderer } from "../draw/renderer";
import { Shown, type Changed, type Scene, type Stroke } from "../draw/scene";
import { towards, under, type Under } from "../draw/under";
import { words } from "../words";
import { say } from "./status";
import { CLOSER, Tip, zooming } from "./tip";

export interface Events {
  readonly spot: (id: string) => void;
  readonly tie: (id: string) => void;
  readonly camera: (text: string | null) => void;
  /** What is told of an actor or a pair that is pointed at. */
  readonly told: (shown: Shown, at: NonNullable<Under>) => Child;
}

const REST = 350;
/** What a browser test reads: from the input to the end of the draw call. */
const MEASURE = "whoholds:day";

export class Picture {
  private readonly canvas = h("div", { class: "canvas", role: "img" });
  private readonly labels = new Labels();
  private readonly tip = new Tip();
  private readonly stage = h("div", {
    class: "stage",
    tabindex: 0,
    role: "group",
    "aria-label": words.network.keys,
    "aria-keyshortcuts": "+ - 0",
  });
  /** Beside what is picked in the picture: what is told of it. */
  readonly panel = h("div", { class: "panel" });
  /** Buttons and what the marks mean: below the picture, and below what steers it. */
  readonly below = h("div", { class: "below" });
  private readonly caption = h("div", { class: "caption" });
  private readonly date = h("p", { class: "date", "aria-hidden": "true" });
  private readonly sizes = new ResizeObserver(() => this.resized());
  private readonly scheme = matchMedia("(prefers-color-scheme: dark)");
  private drawing: Drawing | null = null;
  private shown = new Shown({ spots: [], ties: [], placeless: 0 });
  private eye: Eye = { x: 0, y: 0, ratio: 1 };
  private whole = true;
  private unframed = true;
  private readonly asleep = h("input", { type: "checkbox" });
  private at = -1;
  private marks: ReadonlyMap<string, string> = new Map();
  private places: ReadonlyMap<string, number> = new Map();
  private frame = 0;
  private waiting: { readonly next: (tie: number) => Stroke | null; readonly since: number | null } | null = null;
  private timers = { names: 0, camera: 0 };

  constructor(
    private readonly figure: HTMLElement,
    private readonly events: Events,
  ) {
    this.stage.append(this.canvas, this.labels.element, this.date, this.tip.element);
    fill(figure, this.stage, this.panel);
    fill(
      this.below,
      zooming(
        (factor) => this.closer(factor),
        () => this.see(),
      ),
      h("label", {}, this.asleep, ` ${words.network.asleep}`),
      this.caption,
    );
    this.asleep.addEventListener("change", () => {
      this.shown.hasAsleep = this.asleep.checked;
      this.drawing?.stage(this.shown);
    });
    pointing(this.stage, {
      pan: (right, down) => this.look(panned(this.eye, this.size(), right, down)),
      zoom: (factor, point) => this.look(zoomed(this.eye, this.size(), factor, point)),
      click: (point) => this.choose(under(this.shown, this.eye, this.size(), point)),
      hover: (point) => this.point(point && under(this.shown, this.eye, this.size(), point), point),
    });
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("blur", () => this.point(null, null));
    this.scheme.addEventListener("change", this.recoloured);
  }

  /** Whether there is something else in its place. */
  hide(isHidden: boolean): void {
    this.stage.hidden = this.below.hidden = isHidden;
    if (!isHidden) return;
    this.point(null, null);
    this.figure.hidden = false;
  }

  /** Gets the renderer; false where this browser has no canvas, and the table is all there is. */
  async ready(): Promise<boolean> {
    if (this.drawing) return true;
    const can = canDraw();
    if (!can) return false;
    this.figure.hidden = false;
    this.drawing = await renderer(can, this.canvas);
    this.sizes.observe(this.stage);
    return true;
  }

  /** Another scene: other actors, though each stays at its place. */
  show(scene: Scene, first: (tie: number) => Stroke | null, label: string, caption: Child): void {
    this.shown = new Shown(scene);
    this.shown.become(first);
    this.places = new Map(scene.ties.map((tie, at) => [tie.id, at]));
    this.at = -1;
    this.canvas.setAttribute("aria-label", label);
    fill(this.caption, caption);
    this.shown.hasAsleep = this.asleep.checked;
    this.unframed = true;
    this.frameOnce();
    this.drawing?.look(this.eye);
    this.drawing?.stage(this.shown);
    this.name();
  }

  /** Where a scene is first seen from: so that those who are told of fill the picture. It stays while days go by. */
  private frameOnce(): void {
    if (!this.whole || !this.unframed) return;
    this.unframed = !this.shown.strokes.some(Boolean);
    this.eye = framed(this.shown.awake(), this.size());
  }

  /**
   * The same scene, otherwise. With the time of an input it is measured how long that took.
   *
   * Drawn at once, and what comes before the next frame together then: more than one drawing a frame nobody sees.
   */
  become(next: (tie: number) => Stroke | null, since: number | null = null): void {
    this.waiting = { next, since: this.waiting?.since ?? since };
    if (this.frame) return;
    this.drawn();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.waiting) this.become(this.waiting.next, this.waiting.since);
    });
  }

  /** The day that is drawn, in the picture itself. */
  dated(text: string): void {
    this.date.textContent = text;
  }

  /** Where it is looked at from, by the address; null sees the whole. */
  camera(text: string | null): void {
    const eye = eyeOf(text);
    if (text === (this.whole ? null : textOf(this.eye))) return;
    this.whole = !eye;
    this.eye = eye ?? framed(this.shown.awake(), this.size());
    this.looked();
  }

  pick(id: string | null): void {
    this.drawing?.pick(id === null ? -1 : (this.places.get(id) ?? -1));
  }

  /** Signs that stand on lines, by the id of the pair. */
  marked(marks: ReadonlyMap<string, string>): void {
    this.marks = marks;
    this.name();
  }

  get scene(): Scene {
    return this.shown.scene;
  }

  get strokes(): readonly (Stroke | null)[] {
    return this.shown.strokes;
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    Object.values(this.timers).forEach((timer) => window.clearTimeout(timer));
    this.sizes.disconnect();
    this.scheme.removeEventListener("change", this.recoloured);
    this.drawing?.close();
  }

  private drawn(): void {
    if (!this.waiting) return;
    const { next, since } = this.waiting;
    this.waiting = null;
    const changed: Changed = this.shown.become(next);
    if (changed.ties.length) this.drawing?.paint(changed);
    if (this.unframed) {
      this.frameOnce();
      this.looked();
    }
    if (since !== null) performance.measure(MEASURE, { start: since, end: performance.now() });
    this.later("names", 120, () => this.name());
  }

  private look(eye: Eye): void {
    this.eye = eye;
    this.whole = false;
    this.looked();
    this.later("camera", REST, () => this.events.camera(textOf(this.eye)));
  }

  private closer(factor: number): void {
    this.look(zoomed(this.eye, this.size(), factor));
  }

  private looked(): void {
    this.drawing?.look(this.eye);
    this.labels.follow(this.shown.scene, this.eye, this.size());
    this.later("names", 120, () => this.name());
  }

  /** All actors; where that is what one sees at first, the address need not say it. */
  private see(): void {
    const [all, first] = [fitted(this.shown.awake(), this.size()), framed(this.shown.awake(), this.size())];
    if (textOf(all) !== textOf(first)) return this.look(all);
    this.whole = true;
    this.eye = all;
    this.looked();
    this.events.camera(null);
  }

  private name(): void {
    const marks = new Map(
      [...this.marks].flatMap(([id, text]) => (this.places.has(id) ? [[this.places.get(id)!, text] as const] : [])),
    );
    this.labels.choose(this.shown, this.eye, this.size(), this.at < 0 ? [] : [this.at], marks);
  }

  private choose(found: Under): void {
    if (found?.kind === "spot") this.events.spot(this.shown.scene.spots[found.at]!.id);
    else if (found) this.events.tie(this.shown.scene.ties[found.at]!.id);
  }

  private point(found: Under, point: Point | null): void {
    this.stage.classList.toggle("over", Boolean(found));
    this.tip.show(found && this.events.told(this.shown, found), point, this.size());
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) this.step(towards(this.shown, this.at, event.key));
    else if (event.key === "Enter" && this.at >= 0) this.choose({ kind: "spot", at: this.at });
    else if (event.key === "Escape") this.point(null, null);
    else if (event.key === "+" || event.key === "=") this.closer(CLOSER);
    else if (event.key === "-") this.closer(1 / CLOSER);
    else if (event.key === "0") this.see();
    else return;
    event.preventDefault();
  }

  private step(to: number): void {
    if (to < 0) return;
    this.at = to;
    const point = projected(this.eye, this.size(), this.shown.scene.spots[to]!);
    this.point({ kind: "spot", at: to }, point);
    this.name();
    say(this.tip.element.textContent);
  }

  private size(): Size {
    return { width: this.stage.clientWidth || 1, height: this.stage.clientHeight || 1 };
  }

  private resized(): void {
    if (this.whole) this.eye = framed(this.shown.awake(), this.size());
    this.drawing?.look(this.eye);
    this.drawing?.stage(this.shown);
    this.name();
  }

  private readonly recoloured = (): void => this.drawing?.stage(this.shown);

  private later(which: keyof Picture["timers"], milliseconds: number, what: () => void): void {
    window.clearTimeout(this.timers[which]);
    this.timers[which] = window.setTimeout(what, milliseconds);
  }
}

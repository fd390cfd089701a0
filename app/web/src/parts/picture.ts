/**
 * The picture in a figure: a drawing (by WebGL, else flat, else none), names above it, what lies under the pointer,
 * buttons and keys. What it shows is given; what is chosen in it is told.
 */
import { fill, h, type Child } from "../dom";
import type { Drawing } from "../draw/drawing";
import type { Camps } from "../draw/camps";
import { eyeOf, fitted, panned, projected, textOf, zoomed, type Eye, type Point, type Size } from "../draw/eye";
import { Labels } from "../draw/labels";
import { pointing, pressing } from "../draw/pointer";
import { canDraw, renderer } from "../draw/renderer";
import { Shown, type Changed, type Scene, type Stroke } from "../draw/scene";
import { towards, under, type Under } from "../draw/under";
import { Choices } from "./finder";
import { Frames } from "./frames";
import { Layers, makeStage, type Events } from "./layers";
import { say } from "./status";
import { CLOSER, Tip, zooming } from "./tip";

const REST = 350;
const WIDER = 1.7;
/** How near an actor is looked at that was searched for. */
const NEAR = 0.45;
/** What a browser test reads: from the input to the end of the draw call. */
const MEASURE = "whoholds:day";

export class Picture {
  private readonly canvas = h("div", { class: "canvas", role: "img" });
  private readonly layers = new Layers();
  private readonly labels = new Labels();
  private readonly tip = new Tip();
  private readonly stage = makeStage();
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
  private at = -1;
  private readonly choices = new Choices({
    shown: () => this.shown,
    found: (at) => this.find(at),
    changed: () => this.become(this.latest),
    asleep: () => {
      this.shown.hasAsleep = this.choices.hasAsleep;
      this.drawing?.stage(this.shown);
    },
  });
  private latest: (tie: number) => Stroke | null = () => null;
  private marks: ReadonlyMap<string, string> = new Map();
  private places: ReadonlyMap<string, number> = new Map();
  private readonly frames = new Frames<{ readonly since: number | null }>(({ since }) => this.drawn(since));
  private timers = { names: 0, camera: 0 };

  constructor(
    private readonly figure: HTMLElement,
    private readonly events: Events,
  ) {
    this.stage.append(...this.layers.below, this.canvas, this.layers.above);
    this.stage.append(this.labels.element, this.date, this.tip.element);
    fill(figure, this.stage, this.panel);
    fill(
      this.below,
      zooming(
        (factor) => this.closer(factor),
        () => this.see(),
      ),
      this.choices.element,
      this.caption,
    );
    pointing(this.stage, {
      pan: (right, down) => this.look(panned(this.eye, this.size(), right, down)),
      zoom: (factor, point) => this.look(zoomed(this.eye, this.size(), factor, point)),
      click: (point) => this.choose(under(this.shown, this.eye, this.size(), point)),
      hover: (point) => this.point(point && under(this.shown, this.eye, this.size(), point), point),
    });
    pressing(this.stage, {
      arrow: (key) => this.step(towards(this.shown, this.at, key)),
      enter: () => this.at >= 0 && this.choose({ kind: "spot", at: this.at }),
      escape: () => this.point(null, null),
      closer: (isCloser) => this.closer(isCloser ? CLOSER : 1 / CLOSER),
      whole: () => this.see(),
    });
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
    this.point(null, null);
    this.shown = new Shown(scene);
    this.latest = first;
    this.shown.become(this.choices.of(scene, first));
    this.places = new Map(scene.ties.map((tie, at) => [tie.id, at]));
    this.at = -1;
    this.canvas.setAttribute("aria-label", label);
    fill(this.caption, caption);
    this.shown.hasAsleep = this.choices.hasAsleep;
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
    this.eye = fitted(this.shown.awake(), this.size());
  }

  /**
   * The same scene, otherwise. With the time of an input it is measured how long that took.
   */
  become(next: (tie: number) => Stroke | null, since: number | null = null): void {
    this.latest = next;
    this.frames.ask({ since: this.frames.waiting?.since ?? since });
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
    this.eye = eye ?? fitted(this.shown.awake(), this.size());
    this.looked();
  }

  pick(id: string | null): void {
    this.drawing?.pick(id === null ? -1 : (this.places.get(id) ?? -1));
  }

  /** Lights a pair whose row is pointed at; null for none. */
  light(id: string | null): void {
    const tie = id === null ? undefined : this.places.get(id);
    this.dim(tie === undefined || !this.shown.strokes[tie] ? null : { kind: "tie", at: tie });
  }

  /** Shades two camps; null for none. */
  shade(camps: Camps | null): void {
    this.layers.camps = camps;
    this.layers.paint(this.shown, this.eye, this.size());
  }

  /** How much wider than high the places of a scene should be, so that they fill the picture. */
  get stretch(): number {
    const { width, height } = this.size();
    return width > 1.4 * height ? WIDER : 1;
  }

  /** Signs that stand on lines, by the id of the pair. */
  marked(marks: ReadonlyMap<string, string>): void {
    this.marks = marks;
    this.name();
  }

  get scene(): Scene {
    return this.shown.scene;
  }

  close(): void {
    this.frames.close();
    Object.values(this.timers).forEach((timer) => window.clearTimeout(timer));
    this.sizes.disconnect();
    this.scheme.removeEventListener("change", this.recoloured);
    this.drawing?.close();
  }

  private drawn(since: number | null): void {
    const changed: Changed = this.shown.become(this.choices.of(this.shown.scene, this.latest));
    if (changed.ties.length) {
      this.drawing?.paint(changed);
      this.point(null, null); // what was told is of another day
      this.shade(null);
    }
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
    this.layers.paint(this.shown, this.eye, this.size());
    this.labels.follow(this.shown.scene, this.eye, this.size());
    this.later("names", 120, () => this.name());
  }

  /** All who are told of, as one sees them at first. */
  private see(): void {
    this.whole = true;
    this.eye = fitted(this.shown.awake(), this.size());
    this.looked();
    this.events.camera(null);
  }

  private name(): void {
    const marks = new Map(
      [...this.marks].flatMap(([id, text]) => (this.places.has(id) ? [[this.places.get(id)!, text] as const] : [])),
    );
    const { lit } = this.layers;
    const first = lit ? lit.spots.slice(0, 1) : this.at < 0 ? [] : [this.at];
    this.labels.choose(this.shown, this.eye, this.size(), { first, among: lit?.spots }, marks);
  }

  private choose(found: Under): void {
    if (found?.kind === "spot") this.events.spot(this.shown.scene.spots[found.at]!.id);
    else if (found) this.events.tie(this.shown.scene.ties[found.at]!.id);
  }

  private point(found: Under, point: Point | null): void {
    this.stage.classList.toggle("over", Boolean(found));
    this.tip.show(found && this.events.told(this.shown, found), point, this.size());
    if (this.dim(found)) this.events.lit((this.layers.lit?.ties ?? []).map((tie) => this.shown.scene.ties[tie]!.id));
  }

  /** Dims all but what is pointed at and what belongs to it; false where that is so already. */
  private dim(found: Under): boolean {
    if (!this.layers.light(found, this.shown)) return false;
    this.stage.classList.toggle("dimmed", Boolean(found));
    this.layers.paint(this.shown, this.eye, this.size());
    this.name();
    return true;
  }

  /** Looks at an actor that was searched for. */
  private find(at: number): void {
    const { x, y } = this.shown.scene.spots[at]!;
    this.look({ x, y, ratio: Math.min(this.eye.ratio, NEAR) });
    this.step(at);
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
    if (this.whole) this.eye = fitted(this.shown.awake(), this.size());
    this.drawing?.look(this.eye);
    this.drawing?.stage(this.shown);
    this.layers.paint(this.shown, this.eye, this.size());
    this.name();
  }

  private readonly recoloured = (): void => this.drawing?.stage(this.shown);

  private later(which: keyof Picture["timers"], milliseconds: number, what: () => void): void {
    window.clearTimeout(this.timers[which]);
    this.timers[which] = window.setTimeout(what, milliseconds);
  }
}

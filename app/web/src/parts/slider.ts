/** A slider over days under a histogram, with its keys, a window of years, and a button to let time go by. */
import { fill, h } from "../dom";
import { dayOf, extentOf, numberOf } from "../days";
import { words } from "../words";
import { histogram, type Bar } from "./histogram";
import { BY_YEARS, player } from "./player";
import { later, periodAt, stepped, windowOf, within, type Grain } from "./steps";

export interface Sliding {
  /** The day moved, by an input at this time. */
  readonly moved: (day: number, since: number) => void;
  /** The day rests. `first` of a movement is a step to go back to, those that follow in the same movement are not. */
  readonly rested: (day: number, first: boolean) => void;
  readonly changed: (changes: { readonly span?: string | null; readonly speed?: string | null }) => void;
}

export interface Slides {
  readonly all: readonly [number, number];
  readonly day: number;
  /** What is asked about: one day, or all of the month or the year that the day lies in. */
  readonly grain: Grain;
  readonly span: string | null;
  readonly speed: string | null;
}

const REST = 150;
const OVER = 1000;
const SPANS = ["", "20", "5", "1"] as const;
const SPEEDS = ["1", "7", "30", "365"] as const;
const USUAL: Readonly<Record<Grain, string>> = { day: "1", month: "30", year: "365" };

export class Slider {
  readonly element: HTMLElement;
  private readonly input = h("input", { type: "range", step: 1, id: "day", "aria-label": words.slider.label });
  private readonly shown = h("output", { for: "day", "aria-live": "off" }); // there is one line that speaks
  private readonly ends = [h("span"), h("span")] as const;
  private readonly chart = h("div", { class: "chart" });
  private readonly play = h("button", { type: "button", class: "play", "aria-pressed": "false" }, words.slider.play);
  private readonly speed = choice(
    words.slider.speed,
    SPEEDS.map((value) => [value, words.slider.days(Number(value))]),
    (value) => this.events.changed({ speed: value === USUAL[this.state.grain] ? null : value }),
  );
  private readonly span = choice(
    words.slider.window,
    SPANS.map((value) => [value, value ? words.slider.years(Number(value)) : words.slider.all]),
    (value) => this.events.changed({ span: value || null }),
  );
  private readonly time = player(
    () => this.next(),
    (playing) => {
      this.play.textContent = playing ? words.slider.pause : words.slider.play;
      this.play.setAttribute("aria-pressed", String(playing));
    },
  );
  private state: Slides = { all: [0, 0], day: 0, grain: "day", span: null, speed: null };
  /** The month or the year that is asked about, over the bars. */
  private readonly band = h("div", { class: "band" });
  private drawn: readonly Bar[] = [];
  private seen: readonly [number, number] = [0, 0];
  /** Timers: until the day rests, and until the movement is over. */
  private resting = 0;
  private over = 0;
  private moving = false;

  constructor(private readonly events: Sliding) {
    this.play.addEventListener("click", () => this.toggle());
    this.input.addEventListener("input", (event) => this.move(Number(this.input.value), event.timeStamp));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.element = this.whole();
  }

  /** The window that is shown. */
  window(): readonly [number, number] {
    return this.seen;
  }

  show(slides: Slides): void {
    // an answer to an earlier day must not pull the slider back from under a hand
    const day = this.resting ? this.state.day : within(slides.day, slides.all);
    if (day !== this.state.day) this.time.stop();
    this.state = { ...slides, day };
    this.span.value = slides.span ?? "";
    this.speed.value = slides.speed ?? USUAL[slides.grain];
    this.element.hidden = false;
    this.write();
  }

  bars(bars: readonly Bar[]): void {
    this.drawn = bars;
    this.draw();
  }

  close(): void {
    this.time.stop();
    window.clearTimeout(this.resting);
    window.clearTimeout(this.over);
  }

  private whole(): HTMLElement {
    const label = h("label", { for: "day" }, words.slider.label);
    return h(
      "section",
      { class: "slider", "aria-label": words.slider.heading, hidden: true },
      h("p", { class: "head" }, this.play, h("span", { class: "hidden" }, label), " ", this.shown),
      h("div", { class: "track" }, this.chart, this.band, this.input),
      h("p", { class: "ends", "aria-hidden": "true" }, this.ends),
      h("p", { class: "buttons" }, this.speed.element, this.span.element, h("small", {}, words.slider.keys)),
    );
  }

  private write(): void {
    this.seen = windowOf(this.state.day, Number(this.state.span) || null, this.state.all);
    [this.input.min, this.input.max] = [String(this.seen[0]), String(this.seen[1])];
    this.input.value = String(this.state.day);
    const asked = periodAt(this.state.day, this.state.grain);
    const text = words.slider.period(asked);
    this.input.setAttribute("aria-valuetext", text);
    this.shown.textContent = text;
    this.ends.forEach((end, at) => (end.textContent = words.slider.period(dayOf(this.seen[at]!))));
    this.mark(extentOf(asked));
  }

  /** A month or a year is a band of the slider, not a point. */
  private mark(extent: readonly [string, string] | null): void {
    const [first, last] = this.seen;
    this.band.hidden = !extent || this.state.grain === "day";
    if (!extent) return;
    const [from, to] = extent.map((day) => within(numberOf(day)!, this.seen)) as [number, number];
    const percent = (days: number): string => `${(100 * days) / Math.max(1, last - first + 1)}%`;
    this.band.style.insetInlineStart = percent(from - first);
    this.band.style.inlineSize = percent(to - from + 1);
  }

  private draw(): void {
    fill(
      this.chart,
      histogram(this.drawn, this.seen, (day) => this.move(day, performance.now())),
    );
  }

  private move(to: number, since: number): void {
    const day = within(to, this.state.all);
    if (day === this.state.day) return;
    const before = this.seen;
    this.state = { ...this.state, day };
    this.write();
    if (before[0] !== this.seen[0]) this.draw();
    this.events.moved(day, since);
    window.clearTimeout(this.resting);
    window.clearTimeout(this.over);
    this.resting = window.setTimeout(() => this.rest(), REST);
  }

  private rest(): void {
    this.resting = 0;
    this.events.rested(this.state.day, !this.moving);
    this.moving = true;
    this.over = window.setTimeout(() => (this.moving = false), OVER);
  }

  /** A step of playing, and how soon the next may come; null where there is none. */
  private next(): number | null {
    const { day, grain } = this.state;
    const isByYears = this.speed.value === "365";
    const period = isByYears ? "year" : "month";
    this.move(grain === "day" ? day + Number(this.speed.value) : later(day, 1, period), performance.now());
    return this.state.day < this.seen[1] ? (isByYears ? BY_YEARS : 0) : null;
  }

  private toggle(): void {
    if (this.time.playing()) {
      this.time.stop();
      return;
    }
    // at the end there is nothing to come: from the beginning, as a film
    if (this.state.day >= this.seen[1]) this.move(this.seen[0], performance.now());
    this.time.start();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepped(this.state.day, event.key, event.shiftKey, this.seen, this.state.grain);
    if (to === null) return;
    event.preventDefault();
    this.move(to, event.timeStamp);
  }
}

interface Chosen {
  readonly element: HTMLElement;
  value: string;
}

function choice(label: string, values: readonly (readonly [string, string])[], told: (value: string) => void): Chosen {
  const select = h(
    "select",
    {},
    values.map(([value, text]) => h("option", { value }, text)),
  );
  select.addEventListener("change", () => told(select.value));
  return {
    element: h("label", {}, `${label} `, select),
    get value() {
      return select.value;
    },
    set value(value) {
      select.value = values.some(([known]) => known === value) ? value : values[0]![0];
    },
  };
}

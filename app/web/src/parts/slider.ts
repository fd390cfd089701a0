/** A slider over days under a histogram, with its keys, a window of years, and a button to let time go by. */
import { fill, h } from "../dom";
import { dayOf } from "../days";
import { words } from "../words";
import { histogram, type Bar } from "./histogram";
import { player } from "./player";
import { stepped, windowOf, within } from "./steps";

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
  readonly span: string | null;
  readonly speed: string | null;
}

export interface Slider {
  readonly element: HTMLElement;
  readonly show: (slides: Slides) => void;
  readonly bars: (bars: readonly Bar[]) => void;
  /** The window that is shown. */
  readonly window: () => readonly [number, number];
  readonly close: () => void;
}

const REST = 150;
const OVER = 1000;
const SPANS = ["", "20", "5", "1"] as const;
const SPEEDS = ["1", "7", "30"] as const;

export function slider(events: Sliding): Slider {
  const input = h("input", { type: "range", step: 1, id: "day", "aria-label": words.slider.label });
  const shown = h("output", { for: "day", "aria-live": "off" }); // there is one line that speaks
  const [left, right] = [h("span"), h("span")];
  const chart = h("div", { class: "chart" });
  const play = h("button", { type: "button", class: "play" });
  const speed = choice(
    words.slider.speed,
    SPEEDS.map((value) => [value, words.slider.days(Number(value))]),
    (value) => events.changed({ speed: value === "1" ? null : value }),
  );
  const span = choice(
    words.slider.window,
    SPANS.map((value) => [value, value ? words.slider.years(Number(value)) : words.slider.all]),
    (value) => events.changed({ span: value || null }),
  );
  let state: Slides = { all: [0, 0], day: 0, span: null, speed: null };
  let window_: readonly [number, number] = [0, 0];
  let drawn: readonly Bar[] = [];
  let [resting, over, moving] = [0, 0, false]; // timers of the day's rest and of the movement's end; whether one goes on

  const show = (): void => {
    window_ = windowOf(state.day, Number(state.span) || null, state.all);
    [input.min, input.max] = [String(window_[0]), String(window_[1])];
    input.value = String(state.day);
    const text = words.slider.day(dayOf(state.day));
    input.setAttribute("aria-valuetext", text);
    shown.textContent = text;
    [left.textContent, right.textContent] = [dayOf(window_[0]), dayOf(window_[1])];
  };
  const move = (to: number, since: number): void => {
    const day = within(to, state.all);
    if (day === state.day) return;
    const before = window_;
    state = { ...state, day };
    show();
    if (before[0] !== window_[0]) draw();
    events.moved(day, since);
    window.clearTimeout(resting);
    window.clearTimeout(over);
    resting = window.setTimeout(() => {
      resting = 0;
      events.rested(state.day, !moving);
      moving = true;
      over = window.setTimeout(() => (moving = false), OVER);
    }, REST);
  };
  const draw = (): void =>
    fill(
      chart,
      histogram(drawn, window_, (day) => move(day, performance.now())),
    );
  const time = player(
    () => {
      move(state.day + Number(speed.value), performance.now());
      return state.day < window_[1];
    },
    (playing) => {
      play.textContent = playing ? words.slider.pause : words.slider.play;
      play.setAttribute("aria-pressed", String(playing));
    },
  );
  play.textContent = words.slider.play;
  play.setAttribute("aria-pressed", "false");
  play.addEventListener("click", () => {
    if (time.playing()) return time.stop();
    // at the end there is nothing to come: from the beginning, as a film
    if (state.day >= window_[1]) move(window_[0], performance.now());
    time.start();
  });
  input.addEventListener("input", (event) => move(Number(input.value), event.timeStamp));
  input.addEventListener("keydown", (event) => {
    const to =
      event.ctrlKey || event.metaKey || event.altKey ? null : stepped(state.day, event.key, event.shiftKey, window_);
    if (to === null) return;
    event.preventDefault();
    move(to, event.timeStamp);
  });

  const element = h(
    "section",
    { class: "slider", "aria-label": words.slider.heading, hidden: true },
    h(
      "p",
      { class: "head" },
      h("label", { for: "day" }, words.slider.label),
      " ",
      shown,
      " ",
      h("small", {}, words.slider.keys),
    ),
    chart,
    input,
    h("p", { class: "ends", "aria-hidden": "true" }, left, right),
    h("p", { class: "buttons" }, play, speed.element, span.element),
  );
  return {
    element,
    show: (slides) => {
      // an answer to an earlier day must not pull the slider back from under a hand
      const day = resting ? state.day : within(slides.day, slides.all);
      if (day !== state.day) time.stop();
      state = { ...slides, day };
      span.value = slides.span ?? "";
      speed.value = slides.speed ?? "1";
      element.hidden = false;
      show();
    },
    bars: (bars) => {
      drawn = bars;
      draw();
    },
    window: () => window_,
    close: () => {
      time.stop();
      window.clearTimeout(resting);
      window.clearTimeout(over);
    },
  };
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

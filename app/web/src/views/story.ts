/** One story: a headline, a sentence and the picture of an answer at a time, with Back and Next. */
import "../style/story.css";
import { changed, written, type Address } from "../address";
import { fill, h, type Child } from "../dom";
import { Chart } from "../parts/chart";
import { Sheet } from "../parts/sheet";
import { say } from "../parts/status";
import type { StoryAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { stories: own } = words;
type Step = StoryAnswer["rows"][number];

export const view: View = {
  open: (root, context) => {
    root.classList.add("story");
    const sheet = new Sheet(root, context, { title: own.title });
    const chart = new Chart(sheet.figure, own.picture);
    const text = h("div", { class: "telling" });
    sheet.summary.after(text);
    sheet.summary.tabIndex = -1;
    const keys = (event: KeyboardEvent): void => turn(event, text);
    document.addEventListener("keydown", keys);
    let shownBefore = false;
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<StoryAnswer>(address, signal);
        if (!answer) {
          fill(text);
          return;
        }
        const { story } = answer;
        const step = address.params.has("step") ? (answer.rows[0] ?? null) : null;
        const all = story.headlines.length;
        sheet.entitled(story.title, step && h("span", { class: "kind" }, own.stepOf(step.step, all)));
        fill(text, step ? [tell(step), ways(address, step, all)] : cover(address, answer));
        fill(sheet.before, step && beneath(step));
        fill(sheet.table, list(address, story.headlines, step?.step ?? 0));
        say("");
        if (shownBefore) sheet.summary.focus({ preventScroll: true });
        shownBefore = true;
        if (step && !step.problem) await chart.show(pictureOf(step), signal);
        else chart.clear();
      },
      close: () => document.removeEventListener("keydown", keys),
    };
  },
};

/** The drawing of a step's answer. */
export function pictureOf({ address }: Pick<Step, "address">): string {
  const [path, query] = address.split("?");
  return `/v1${path}.svg${query ? `?${query}` : ""}`;
}

function tell({ text, problem }: Step): Child {
  return [
    h("p", {}, h("bdi", { dir: "auto" }, text)),
    problem && h("p", { class: "problem", role: "alert" }, `${own.problem} ${problem}`),
  ];
}

/** Back, Next, and the view itself. After the last step the story begins again. */
function ways(address: Address, { step, address: of }: Step, all: number): Child {
  const to = (next: number | null): string => written(changed(address, { step: next }));
  return h(
    "nav",
    { class: "turning", "aria-label": own.navigation },
    h("a", { href: to(step > 1 ? step - 1 : null), rel: "prev", class: "button" }, own.back),
    step < all
      ? h("a", { href: to(step + 1), rel: "next", class: "button main" }, own.next)
      : h("a", { href: to(null), rel: "first", class: "button" }, own.again),
    h("a", { href: of }, own.open),
  );
}

/** What the answer itself says in full, and which numbers of the step it does not have. */
function beneath({ answer, notInAnswer }: Step): Child {
  return [
    answer && h("p", { class: "answer" }, h("b", {}, own.answer), " ", answer),
    notInAnswer.length > 0 && h("p", { class: "contested" }, own.unsupported(notInAnswer)),
  ];
}

function cover(address: Address, { story }: StoryAnswer): Child {
  return [
    h("p", { class: "by" }, own.by(story.by, story.written)),
    h(
      "nav",
      { class: "turning", "aria-label": own.navigation },
      h("a", { href: written(changed(address, { step: 1 })), rel: "next", class: "button main" }, own.start),
    ),
  ];
}

function list(address: Address, headlines: readonly string[], here: number): HTMLElement {
  return h(
    "ol",
    { class: "steps" },
    headlines.map((headline, at) =>
      h(
        "li",
        {},
        h(
          "a",
          {
            href: written(changed(address, { step: at + 1 })),
            "aria-current": at + 1 === here ? "step" : null,
          },
          h("bdi", { dir: "auto" }, headline),
        ),
      ),
    ),
  );
}

/** Arrow keys turn the pages, but not where they move something else. */
function turn(event: KeyboardEvent, text: HTMLElement): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (target.closest("input, textarea, select, .inlined") || target.isContentEditable) return;
  const rel = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  if (rel) text.querySelector<HTMLElement>(`a[rel=${rel}]`)?.click();
}

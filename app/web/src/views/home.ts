/** Where one begins: the questions that most people come with. */
import { api, written, type Address } from "../address";
import { ask, Refused } from "../api";
import { Chart } from "../parts/chart";
import { edtfOf } from "../days";
import { fill, h, type Child } from "../dom";
import { suggesting } from "../parts/combobox";
import { say } from "../parts/status";
import type { MethodsAnswer, StatusAnswer, StoriesAnswer, StoryAnswer } from "../types";
import type { Context, View } from "../view";
import { words } from "../words";
import { storyAddress } from "./stories";

/** What one begins with: the first that is answered is shown with its picture, the others with their sentences. */
const FINDINGS = [
  ["/custody", "held=isis-suspects&as_of=2026-01", words.home.heldThen],
  ["/alliances", "actor=iraq&as_of=2016", words.home.sides],
  ["/alliances/diff", "from=2016&to=2019&actor=iraq&sign=friendly", words.home.gone],
  ["/custody/series", "held=isis-suspects", words.home.heldOver],
] as const;

const MOST_STORIES = 3;
const MOST_SOURCES = 3;
const WAYS = [
  ["/about", words.about.title],
  ["/how-to-read", words.howToRead.title],
  ["/methods", words.methods.title],
] as const;

export const view: View = {
  open: (root, context) => {
    const loaded = h("div", {}, words.status.loading);
    const figure = h("figure", { class: "main", hidden: true });
    const finding = h("section", { class: "finding" });
    const stories = h("ul", { class: "cards plain" });
    const examples = h("ul", { class: "cards plain" });
    const covers = h("p", { class: "lead" });
    fill(
      root,
      h("h1", {}, words.home.title),
      covers,
      h(
        "p",
        { class: "trust" },
        words.home.trust,
        " ",
        WAYS.map(([href, text], at) => [at > 0 && " · ", h("a", { href }, text)]),
      ),
      question(context),
      finding,
      figure,
      h(
        "section",
        {},
        h("h2", {}, words.home.stories),
        stories,
        h("p", {}, h("a", { href: "/stories" }, words.home.allStories)),
      ),
      h("section", {}, h("h2", {}, words.home.examples), examples),
      byFields(context),
      h("section", {}, h("h2", {}, words.home.loaded), loaded),
    );
    document.title = words.site;
    return {
      show: async (_, signal) => {
        const answer = await ask<StatusAnswer>(api({ path: "/status", params: new URLSearchParams() }), signal);
        fill(loaded, holdings(answer));
        say("");
        const beside = [
          coverage(signal).then((told) => fill(covers, told)),
          storiesWithData(signal).then((rows) => fill(stories, rows.map(story))),
        ];
        const found = (await Promise.all(FINDINGS.map((one) => answered(one, signal)))).filter((one) => one !== null);
        signal.throwIfAborted();
        const [first, ...others] = found;
        if (first) {
          fill(finding, h("h2", {}, first.text), h("p", { class: "summary", "data-size": "long" }, first.told));
          finding.append(h("p", {}, h("a", { href: first.href }, words.home.open)));
        }
        fill(examples, others.map(example));
        if (first) await new Chart(figure, first.text).show(api(first.address, "svg"), signal);
        await Promise.all(beside);
      },
    };
  },
};

/** The questions that most people come with, field by field. */
function byFields(context: Context): HTMLElement {
  return h(
    "details",
    {},
    h("summary", {}, words.home.byFields),
    h(
      "div",
      { class: "cards" },
      card(context, words.home.custody, "/custody", [
        named("held", words.controls.held, "Group", "ISIS suspects", "isis-suspects"),
        day("as_of", words.controls.asOf, { text: "January 2026" }),
      ]),
      card(context, words.home.alliances, "/alliances", [
        named("actor", words.controls.actor, "Actor", "", ""),
        day("as_of", words.controls.asOf, { text: "2016" }),
      ]),
      card(context, words.home.changed, "/alliances/diff", [
        named("actor", words.controls.actor, "Actor", "", ""),
        day("from", words.home.from, { required: true }),
        day("to", words.home.to, { required: true, example: "2019" }),
      ]),
    ),
  );
}

interface Found {
  readonly text: string;
  readonly told: string;
  readonly href: string;
  readonly address: Address;
}

/** A question with its sentence; null where this instance has no rows for it. */
async function answered([path, query, text]: (typeof FINDINGS)[number], signal: AbortSignal): Promise<Found | null> {
  const address = { path, params: new URLSearchParams(query) };
  try {
    const { rows, summary } = await ask<{ rows: readonly unknown[]; summary: string }>(api(address), signal);
    return rows.length ? { text, told: summary, href: written(address), address } : null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

function example({ text, told, href }: Found): HTMLElement {
  return h("li", { class: "card" }, h("h3", {}, h("a", { href }, text)), h("p", {}, told));
}

type Listed = StoriesAnswer["rows"][number];

/** The first stories whose first step can be shown here. */
async function storiesWithData(signal: AbortSignal): Promise<Listed[]> {
  const { rows } = await ask<StoriesAnswer>("/v1/stories", signal);
  const shown = await Promise.all(
    rows.slice(0, 2 * MOST_STORIES).map(async (row) => {
      const begun = await ask<StoryAnswer>(`/v1${storyAddress(row.id)}?step=1`, signal);
      return begun.rows[0]?.problem ? null : row;
    }),
  );
  return shown.filter((row) => row !== null).slice(0, MOST_STORIES);
}

function story({ id, title, about }: Listed): HTMLElement {
  return h(
    "li",
    { class: "card" },
    h("h3", {}, h("a", { href: storyAddress(id) }, h("bdi", { dir: "auto" }, title))),
    h("p", {}, h("bdi", { dir: "auto" }, about)),
  );
}

/** How much is here, about which years, and the sources with most of it. */
async function coverage(signal: AbortSignal): Promise<Child> {
  const { totals, rows, summary } = await ask<MethodsAnswer>(`/v1/methods?limit=${MOST_SOURCES}`, signal);
  const { statements, sources, earliest, latest } = totals;
  if (!earliest || !latest) return summary;
  const names = [
    ...rows.map(({ title }) => title),
    ...(sources > rows.length ? [words.home.moreSources(sources - rows.length)] : []),
  ];
  return `${words.home.covers(statements, sources, earliest.slice(0, 4), latest.slice(0, 4))} ${names.join("; ")}.`;
}

function holdings(answer: StatusAnswer): Child {
  return [
    h(
      "p",
      {},
      answer.summary,
      " ",
      h("a", { href: "/sources" }, words.nav.sources),
      " · ",
      h("a", { href: "/entities" }, words.home.names),
    ),
    h(
      "ul",
      {},
      answer.rows.map((row) => h("li", {}, row.title)),
    ),
  ];
}

/** A question in a sentence: the search says what it understood of it. */
function question(context: Context): HTMLElement {
  const input = h("input", {
    id: "question",
    type: "search",
    placeholder: words.home.heldThen,
    autocomplete: "off",
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    context.visit(`/search?q=${encodeURIComponent(input.value.trim() || words.home.heldThen)}`);
  };
  return h(
    "form",
    { class: "asking", role: "search", "aria-label": words.home.ask, onsubmit: submit },
    h("label", { for: "question" }, words.home.ask),
    input,
    h("button", { class: "main" }, words.home.askButton),
  );
}

interface Input {
  readonly element: HTMLElement;
  readonly asked: () => readonly [string, string];
}

function card(context: Context, title: string, path: string, inputs: readonly Input[]): Child {
  const submit = (event: Event): void => {
    event.preventDefault();
    const params = new URLSearchParams(inputs.map((input) => [...input.asked()]).filter(([, value]) => value));
    context.visit(written({ path, params }));
  };
  return h(
    "form",
    { class: "card", "aria-label": title, onsubmit: submit },
    h("h2", {}, title),
    inputs.map(({ element }) => element),
    h("button", { class: "main" }, words.controls.apply),
  );
}

let made = 0;

function named(name: string, label: string, of: "Group" | "Actor", text: string, id: string): Input {
  const field = `home-${++made}`;
  const input = h("input", {
    id: field,
    value: text,
    "aria-label": label,
    placeholder: of === "Actor" ? words.controls.everyone : words.controls.anyone,
  });
  let known = { name: text, id };
  const box = suggesting(input, { label: of, choose: (match) => (known = { name: match.name, id: match.id }) });
  return {
    element: h("p", { class: "field" }, h("label", { for: field }, label), box),
    asked: () => [name, input.value.trim() === known.name ? known.id : input.value.trim()],
  };
}

interface Day {
  readonly required?: boolean;
  readonly example?: string;
  readonly text?: string;
}

function day(name: string, label: string, { required = false, example = "2016", text = "" }: Day = {}): Input {
  const field = `home-${++made}`;
  const input = h("input", {
    id: field,
    value: text,
    placeholder: required ? example : words.controls.today,
    required,
    autocomplete: "off",
  });
  return {
    element: h("p", { class: "field" }, h("label", { for: field }, label), input),
    asked: () => [name, edtfOf(input.value)],
  };
}

/** Where one begins: the questions that most people come with. */
import { api, written } from "../address";
import { ask } from "../api";
import { edtfOf } from "../days";
import { fill, h, type Child } from "../dom";
import { suggesting } from "../parts/combobox";
import { say } from "../parts/status";
import type { StatusAnswer } from "../types";
import type { Context, View } from "../view";
import { words } from "../words";

const EXAMPLES = [
  ["/custody?held=isis-suspects&as_of=2026-01", words.home.heldThen],
  ["/custody/series?held=isis-suspects", words.home.heldOver],
  ["/alliances?actor=iraq&as_of=2016", words.home.sides],
  ["/alliances/diff?from=2016&to=2019&actor=iraq&sign=friendly", words.home.gone],
] as const;

export const view: View = {
  open: (root, context) => {
    const loaded = h("div", {}, words.status.loading);
    fill(
      root,
      h("h1", {}, words.home.title),
      h("p", { class: "summary" }, words.home.intro),
      h(
        "div",
        { class: "cards" },
        card(context, words.home.custody, "/custody", [
          named("held", words.controls.held, "Group", "ISIS suspects", "isis-suspects"),
          day("as_of", words.controls.asOf),
        ]),
        card(context, words.home.alliances, "/alliances", [
          named("actor", words.controls.actor, "Actor", "", ""),
          day("as_of", words.controls.asOf),
        ]),
        card(context, words.home.changed, "/alliances/diff", [
          named("actor", words.controls.actor, "Actor", "", ""),
          day("from", words.home.from, true),
          day("to", words.home.to, true, "2019"),
        ]),
      ),
      h(
        "section",
        {},
        h("h2", {}, words.home.examples),
        h(
          "ul",
          {},
          EXAMPLES.map(([href, text]) => h("li", {}, h("a", { href }, text))),
        ),
      ),
      h("section", {}, h("h2", {}, words.home.loaded), loaded),
    );
    document.title = words.site;
    return {
      show: async (_, signal) => {
        const answer = await ask<StatusAnswer>(api({ path: "/status", params: new URLSearchParams() }), signal);
        fill(
          loaded,
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
        );
        say("");
      },
    };
  },
};

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

function day(name: string, label: string, required = false, example = "2016"): Input {
  const field = `home-${++made}`;
  const input = h("input", {
    id: field,
    placeholder: required ? example : words.controls.today,
    required,
    autocomplete: "off",
  });
  return {
    element: h("p", { class: "field" }, h("label", { for: field }, label), input),
    asked: () => [name, edtfOf(input.value)],
  };
}

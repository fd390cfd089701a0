/** A query of the cookbook: a field for each parameter, its rows, its text. */
import { written } from "../address";
import { ask } from "../api";
import { edtfOf } from "../days";
import { fill, h, type Child } from "../dom";
import { Sheet } from "../parts/sheet";
import type { QueriesAnswer, SavedQuery, SavedQueryAnswer } from "../types";
import type { Context, Opened } from "../view";
import { words } from "../words";
import { TABS } from "./cypher-cookbook";
import { result } from "./cypher-result";

const { cypher: own } = words;
type Parameter = SavedQuery["parameters"][number];

export function saved(root: HTMLElement, context: Context): Opened {
  const sheet = new Sheet(root, context, { title: own.title, tabs: TABS });
  sheet.table.classList.add("cells");
  return {
    show: async (address, signal) => {
      const name = decodeURIComponent(address.path.slice("/queries/".length));
      const known = (await ask<QueriesAnswer>("/v1/queries", signal)).rows.find((row) => row.name === name);
      if (known) {
        sheet.entitled(known.title);
        fill(sheet.before, h("p", {}, known.about), asked(known, context));
      }
      const answer = await sheet.load<SavedQueryAnswer>(address, signal);
      if (!answer) return;
      fill(sheet.table, result(answer, context));
      fill(sheet.after, text(answer, address.params));
    },
  };
}

/** What is not changed is left out of the address, so that the defaults stay those of the query. */
function asked(query: SavedQuery, context: Context): Child {
  const { params } = context.address();
  const fields = query.parameters.map((parameter) => ({
    parameter,
    input: input(parameter, params.get(parameter.name)),
  }));
  const submit = (event: Event): void => {
    event.preventDefault();
    const read = ({ parameter, input: { value } }: (typeof fields)[number]): [string, string | null] => {
      const given = parameter.type === "DATE" ? edtfOf(value) : value.trim();
      return [parameter.name, given === shownDefault(parameter) ? null : given];
    };
    context.go(Object.fromEntries(fields.map(read)));
  };
  if (!fields.length) return null;
  return h(
    "form",
    { class: "asked", "aria-label": own.parameters, onsubmit: submit },
    h(
      "div",
      { class: "fields" },
      fields.map(({ parameter, input: element }) => field(parameter, element)),
    ),
    h("p", { class: "more" }, h("button", { class: "main" }, own.run)),
  );
}

function field(parameter: Parameter, input: HTMLElement): HTMLElement {
  const id = `parameter-${parameter.name}`;
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-about`);
  const list = parameter.type.startsWith("LIST of ");
  const type = own.type(parameter.type.replace("LIST of ", "").toLowerCase(), list);
  return h(
    "p",
    { class: "field" },
    h("label", { for: id }, parameter.name),
    input,
    h("small", { id: `${id}-about` }, `${parameter.about} (${type})`),
  );
}

function input(parameter: Parameter, given: string | null): HTMLInputElement | HTMLSelectElement {
  const value = given ?? shownDefault(parameter);
  if (parameter.type === "BOOLEAN")
    return h(
      "select",
      {},
      ["true", "false"].map((one) =>
        h("option", { value: one, selected: one === value }, one === "true" ? own.yes : own.no),
      ),
    );
  const number = parameter.type === "INTEGER" || parameter.type === "FLOAT";
  const size = parameter.type === "DATE" || number ? 12 : 30;
  return h("input", {
    value,
    size,
    type: number ? "number" : "text",
    step: parameter.type === "FLOAT" ? "any" : null,
    required: parameter.default === null,
    autocomplete: "off",
    spellcheck: "false",
  });
}

/** A list of the query's text as it would be typed. */
function shownDefault(parameter: Parameter): string {
  const text = parameter.default ?? "";
  return parameter.type.startsWith("LIST of ")
    ? text
        .replace(/[[\]'"]/g, "")
        .split(",")
        .map((item) => item.trim())
        .join(", ")
    : text;
}

/** Its text, and the way to change it: the editor, with the same parameters. */
function text(answer: SavedQueryAnswer, given: URLSearchParams): Child {
  const parameters = Object.fromEntries(
    answer.query.parameters.flatMap(({ name }) => (given.has(name) ? [[name, given.get(name)]] : [])),
  );
  const params = new URLSearchParams({
    query: answer.query.text,
    ...(Object.keys(parameters).length ? { parameters: JSON.stringify(parameters) } : {}),
  });
  return [
    h(
      "details",
      {},
      h("summary", {}, own.shown),
      h("pre", { class: "query", dir: "ltr", tabindex: 0 }, answer.query.text),
    ),
    h("p", {}, h("a", { href: written({ path: "/cypher", params }) }, own.edit)),
  ];
}

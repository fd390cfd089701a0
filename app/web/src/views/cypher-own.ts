/** A query of one's own. Its text is in the address, so that a link brings the query and its rows. */
import type { Address } from "../address";
import { Refused, send } from "../api";
import { fill, h } from "../dom";
import { editor } from "../parts/editor";
import { Sheet, told } from "../parts/sheet";
import { say } from "../parts/status";
import type { TableAnswer } from "../types";
import type { Context, Opened } from "../view";
import { words } from "../words";
import { TABS } from "./cypher-cookbook";
import { result } from "./cypher-result";

const { cypher: own } = words;
const LIMIT = 1000;

interface Asked {
  readonly query: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly limit: number;
}

export function ownQuery(root: HTMLElement, context: Context): Opened {
  const sheet = new Sheet(root, context, { title: `${own.title}: ${own.own}`, tabs: TABS });
  sheet.table.classList.add("cells");
  const values = h("textarea", {
    class: "values",
    rows: 2,
    "aria-label": own.values,
    placeholder: '{"day": "2026-02-05"}',
    spellcheck: "false",
  });
  const limit = h("input", { type: "number", min: 1, max: 10000, size: 6, value: LIMIT });
  const wrong = h("p", { class: "denied", role: "alert" });
  let last: { key: string; answer: TableAnswer } | null = null;

  const run = (): void => {
    const parameters = values.value.trim();
    const fine = !parameters || objectOf(parameters) !== null;
    wrong.textContent = fine ? "" : own.valuesWrong;
    if (!fine || !code.text().trim()) return;
    const rows = Number(limit.value) || LIMIT;
    const before = context.address().params.toString();
    context.go({
      query: code.text(),
      parameters: parameters || null,
      limit: rows === LIMIT ? null : rows,
      sort: null,
      pick: null,
    });
    // the same query again: somebody wants to know whether the answer has changed
    if (context.address().params.toString() === before) {
      last = null;
      void opened.show(context.address(), new AbortController().signal);
    }
  };
  const code = editor(own.query, own.runHint, run);
  const submit = (event: Event): void => {
    event.preventDefault();
    run();
  };
  sheet.before.append(
    h(
      "form",
      { class: "asked", "aria-label": own.query, onsubmit: submit },
      code.element,
      h("div", { class: "fields" }, h("label", {}, own.limit, h("br"), limit), h("button", { class: "main" }, own.run)),
      h("label", {}, own.values, values),
      wrong,
      h("small", {}, `${own.readOnly} ${own.runHint}`),
      h(
        "details",
        {},
        h("summary", {}, own.model),
        h(
          "ul",
          {},
          own.modelLines.map((line) => h("li", {}, h("code", {}, line))),
        ),
      ),
      h("p", {}, h("a", { href: `/cypher?query=${encodeURIComponent(own.exampleText)}` }, own.example)),
    ),
  );

  const opened: Opened = {
    show: async (address, signal) => {
      sheet.follow(address);
      code.write(address.params.get("query") ?? "");
      values.value = address.params.get("parameters") ?? "";
      limit.value = address.params.get("limit") ?? String(LIMIT);
      const asked = askedOf(address);
      wrong.textContent = asked === "wrong" ? own.valuesWrong : "";
      if (asked === null || asked === "wrong") {
        sheet.clear();
        fill(sheet.table, h("p", { class: "empty" }, own.ranking));
        return say("");
      }
      await answered(asked, address, signal);
    },
    close: () => code.close(),
  };

  const answered = async (asked: Asked, address: Address, signal: AbortSignal): Promise<void> => {
    const key = JSON.stringify(asked);
    root.setAttribute("aria-busy", "true");
    try {
      if (last?.key !== key) {
        say(own.running);
        last = { key, answer: await send<TableAnswer>("/v1/cypher", asked, signal) };
      }
      signal.throwIfAborted();
      sheet.answered(address, last.answer);
      fill(sheet.table, result(last.answer, context));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // beside the editor, which stays where it is
      sheet.clear();
      fill(sheet.table, told(error.trouble, address));
      say(words.problem.heading);
    } finally {
      if (!signal.aborted) root.removeAttribute("aria-busy");
    }
  };
  return opened;
}

/** What the address asks; null for nothing yet, "wrong" where its parameters are no JSON object. */
export function askedOf({ params }: Address): Asked | null | "wrong" {
  const query = params.get("query");
  if (!query?.trim()) return null;
  const parameters = objectOf(params.get("parameters") ?? "{}");
  return parameters ? { query, parameters, limit: Number(params.get("limit")) || LIMIT } : "wrong";
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

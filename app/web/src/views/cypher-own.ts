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
  const own = new OwnQuery(root, context);
  return { show: (address, signal) => own.show(address, signal), close: () => own.close() };
}

class OwnQuery {
  private readonly sheet: Sheet;
  private readonly code = editor(own.query, own.runHint, () => this.run());
  private readonly values = h("textarea", {
    class: "values",
    rows: 2,
    "aria-label": own.values,
    placeholder: '{"day": "2026-02-05"}',
    spellcheck: "false",
  });
  private readonly limit = h("input", { type: "number", min: 1, max: 10000, size: 6, value: LIMIT });
  private readonly wrong = h("p", { class: "denied", role: "alert" });
  private last: { key: string; answer: TableAnswer } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly context: Context,
  ) {
    this.sheet = new Sheet(root, context, { title: `${own.title}: ${own.own}`, tabs: TABS });
    this.sheet.table.classList.add("cells");
    this.sheet.before.append(this.form());
  }

  async show(address: Address, signal: AbortSignal): Promise<void> {
    this.sheet.follow(address);
    this.code.write(address.params.get("query") ?? "");
    this.values.value = address.params.get("parameters") ?? "";
    this.limit.value = address.params.get("limit") ?? String(LIMIT);
    const asked = askedOf(address);
    this.wrong.textContent = asked === "wrong" ? own.valuesWrong : "";
    if (asked !== null && asked !== "wrong") {
      await this.answer(asked, address, signal);
      return;
    }
    this.sheet.clear();
    fill(this.sheet.table, h("p", { class: "empty" }, own.ranking));
    say("");
  }

  close(): void {
    this.code.close();
  }

  private form(): HTMLElement {
    const submit = (event: Event): void => {
      event.preventDefault();
      this.run();
    };
    const rows = h("label", {}, own.limit, h("br"), this.limit);
    const model = own.modelLines.map((line) => h("li", {}, h("code", {}, line)));
    return h(
      "form",
      { class: "asked", "aria-label": own.query, onsubmit: submit },
      this.code.element,
      h("div", { class: "fields" }, rows, h("button", { class: "main" }, own.run)),
      h("label", {}, own.values, this.values),
      this.wrong,
      h("small", {}, `${own.readOnly} ${own.runHint}`),
      h("details", {}, h("summary", {}, own.model), h("ul", {}, model)),
      h("p", {}, h("a", { href: `/cypher?query=${encodeURIComponent(own.exampleText)}` }, own.example)),
    );
  }

  private run(): void {
    const parameters = this.values.value.trim();
    const isFine = !parameters || objectOf(parameters) !== null;
    this.wrong.textContent = isFine ? "" : own.valuesWrong;
    if (!isFine || !this.code.text().trim()) return;
    const rows = Number(this.limit.value) || LIMIT;
    const before = this.context.address().params.toString();
    this.context.go({
      query: this.code.text(),
      parameters: parameters || null,
      limit: rows === LIMIT ? null : rows,
      sort: null,
      pick: null,
    });
    // the same query again: somebody wants to know whether the answer has changed
    if (this.context.address().params.toString() === before) {
      this.last = null;
      void this.show(this.context.address(), new AbortController().signal);
    }
  }

  private async answer(asked: Asked, address: Address, signal: AbortSignal): Promise<void> {
    const key = JSON.stringify(asked);
    this.root.setAttribute("aria-busy", "true");
    try {
      if (this.last?.key !== key) {
        say(own.running, { seen: true });
        this.last = { key, answer: await send<TableAnswer>("/v1/cypher", asked, signal) };
      }
      signal.throwIfAborted();
      this.sheet.answered(address, this.last.answer);
      fill(this.sheet.table, result(this.last.answer, this.context));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // beside the editor, which stays where it is
      this.sheet.clear();
      fill(this.sheet.table, told(error.trouble, address));
      say(words.problem.heading);
    } finally {
      if (!signal.aborted) this.root.removeAttribute("aria-busy");
    }
  }
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

/** A mistake in an answer is reported by a file, which its reader sends to whoever runs the service. */
import { h } from "../dom";
import { words } from "../words";
import { save } from "./saving";
import { say } from "./status";

const { mistake: own } = words;
const MOST = 200; // statements in a report

/** What is put in the file beside the reader's words. */
export interface Reported {
  readonly title: string;
  readonly summary: string;
  readonly address: string;
  readonly answer: object;
}

/** A field for what is wrong, and a button that makes the file. */
export function mistake(reported: Reported): HTMLElement {
  const text = h("textarea", { rows: 4, maxlength: 5000, name: "mistake", "aria-label": own.what });
  const make = (): void => {
    const content = JSON.stringify(reportOf(reported, text.value.trim()), null, 1);
    save(new Blob([content], { type: "application/json" }), "whoholds-mistake.json");
    say(own.made, { seen: true });
  };
  return h(
    "details",
    { class: "mistake" },
    h("summary", {}, own.title),
    h("p", {}, own.intro),
    text,
    h("p", {}, h("button", { type: "button", onclick: make }, own.download)),
  );
}

/** The report: the address and pin of the answer, the statements that it rests on, and the reader's words. */
export function reportOf({ title, summary, address, answer }: Reported, text: string): object {
  const { pin = null, dataVersion } = answer as { pin?: object | null; dataVersion?: number };
  return { whoholds: "mistake", text, title, summary, address, dataVersion, pin, statements: statementsOf(answer) };
}

/** The ids of the statements in an answer, in its order: those of its rows, and one that it is about. */
function statementsOf(answer: object): string[] {
  const found = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === "string") found.add(value);
    else if (typeof value === "object" && value !== null && "id" in value) found.add(String(value.id));
  };
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(look);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      if (name === "statements" && Array.isArray(inner)) inner.forEach(take);
      else if (name === "statement") take(inner);
      look(inner);
    }
  };
  look(answer);
  return [...found].filter((id) => /^[0-9a-f]{20}$/.test(id)).slice(0, MOST);
}

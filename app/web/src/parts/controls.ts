/**
 * The fields of a question, behind a line that tells it. Each is a parameter of the address; what is typed is asked
 * when it is done.
 */
import type { Address, Changes } from "../address";
import { edtfOf, extentOf } from "../days";
import { fill, h, type Child } from "../dom";
import { words } from "../words";
import type { Context } from "../view";
import { suggesting } from "./combobox";

interface Plain {
  /** The parameter. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

export type Field =
  | (Plain & { readonly kind: "day"; readonly placeholder?: string })
  | (Plain & { readonly kind: "text" })
  /** `of` null: an entity of any label. */
  | (Plain & {
      readonly kind: "entity";
      readonly of: "Actor" | "Group" | "Place" | "Nationality" | null;
      readonly placeholder: string;
    })
  | (Plain & { readonly kind: "check"; readonly value: string })
  | (Plain & { readonly kind: "choice"; readonly choices: readonly (readonly [value: string, text: string])[] });

export interface Controls {
  readonly element: HTMLElement;
  /** Put what the address says into the fields; names of entities come from the answer's `question`. */
  readonly update: (address: Address, question?: Readonly<Record<string, unknown>>) => void;
  /** Show the fields, as where there is no answer yet. */
  readonly open: () => void;
}

/** The fields that nearly every question has. */
export const asOf: Field = {
  kind: "day",
  name: "as_of",
  label: words.controls.asOf,
  hint: words.controls.asOfHint,
  placeholder: words.controls.today,
};
export const knownAt: Field = {
  kind: "day",
  name: "known_at",
  label: words.controls.knownAt,
  hint: words.controls.knownAtHint,
};
export const certainOnly: Field = { kind: "check", name: "certainty", value: "certain", label: words.controls.certain };

/** Another question begins with its first page, and with all of its rows. */
const AFRESH = { cursor: null, group: null };

let made = 0;

export function controls(fields: readonly Field[], context: Context): Controls {
  const inputs = fields.map((field) => make(field, context));
  const submit = (event: Event): void => {
    event.preventDefault();
    context.go({ ...AFRESH, ...Object.fromEntries(inputs.flatMap((input) => Object.entries(input.asked()))) });
  };
  const form = h(
    "form",
    { class: "controls", "aria-label": words.controls.label, onsubmit: submit },
    inputs.map((input) => input.element),
    h("button", { class: "main" }, words.controls.apply),
  );
  const line = h("summary");
  const element = h("details", { class: "question" }, line, form);
  const update: Controls["update"] = (address, question = {}) => {
    inputs.forEach((input) => input.update(address, question));
    const told = inputs.map((input) => input.told()).filter(Boolean);
    fill(
      line,
      told.flatMap((part, at) => [at > 0 && " · ", h("bdi", { dir: "auto" }, part)]),
      told.length > 0 && " · ",
      h("span", { class: "change" }, words.controls.change),
    );
  };
  return { element, update, open: () => (element.open = true) };
}

interface Made {
  readonly element: HTMLElement;
  readonly asked: () => Changes;
  /** What it asks, for the line of the question; empty where it asks nothing in particular. */
  readonly told: () => string;
  readonly update: (address: Address, question: Readonly<Record<string, unknown>>) => void;
}

function make(field: Field, context: Context): Made {
  const id = `field-${++made}`;
  switch (field.kind) {
    case "check":
      return check(field, id, context);
    case "choice":
      return choice(field, id, context);
    case "entity":
      return entity(field, id, context);
    case "day":
      return typed(field, id, context, edtfOf);
    case "text":
      return typed(field, id, context, (text) => text.trim());
  }
}

function typed(
  field: Field & { kind: "day" | "text" },
  id: string,
  context: Context,
  read: (text: string) => string,
): Made {
  const placeholder = field.kind === "day" ? field.placeholder : null;
  const input = h("input", {
    id,
    name: field.name,
    placeholder,
    autocomplete: "off",
    spellcheck: "false",
    size: field.kind === "day" ? 14 : 28,
  });
  const asked = (): Changes => ({ [field.name]: read(input.value) });
  input.addEventListener("change", () => context.go({ ...AFRESH, ...asked() }));
  return {
    element: labelled(field, id, input),
    asked,
    told: () => toldOf(field, input.value.trim()),
    update: (address) => {
      if (document.activeElement !== input || !input.value) input.value = address.params.get(field.name) ?? "";
    },
  };
}

function entity(field: Field & { kind: "entity" }, id: string, context: Context): Made {
  const input = h("input", {
    id,
    name: field.name,
    placeholder: field.placeholder,
    size: 24,
    "aria-label": field.label,
  });
  let known = { name: "", id: "" };
  const asked = (): Changes => ({ [field.name]: input.value === known.name ? known.id : input.value.trim() });
  const box = suggesting(input, {
    label: field.of,
    sources: false,
    choose: (match) => {
      known = { name: match.name, id: match.id };
      context.go({ ...AFRESH, [field.name]: match.id });
    },
  });
  input.addEventListener("change", () => {
    if (!input.value.trim()) context.go({ ...AFRESH, [field.name]: null });
  });
  return {
    element: labelled(field, id, box),
    asked,
    told: () => known.name,
    update: (address, question) => {
      const value = address.params.get(field.name) ?? "";
      const answered = question[field.name] as { id: string; name: string } | null | undefined;
      known = answered ? { name: answered.name, id: answered.id } : { name: value, id: value };
      if (document.activeElement !== input) input.value = known.name;
    },
  };
}

function check(field: Field & { kind: "check" }, id: string, context: Context): Made {
  const input = h("input", { id, name: field.name, type: "checkbox" });
  const asked = (): Changes => ({ [field.name]: input.checked ? field.value : null });
  input.addEventListener("change", () => context.go({ ...AFRESH, ...asked() }));
  return {
    element: h("p", { class: "field check" }, input, h("label", { for: id }, field.label)),
    asked,
    told: () => (input.checked ? field.label : ""),
    update: (address) => {
      input.checked = address.params.get(field.name) === field.value;
    },
  };
}

function choice(field: Field & { kind: "choice" }, id: string, context: Context): Made {
  const input = h(
    "select",
    { id, name: field.name },
    field.choices.map(([value, text]) => h("option", { value }, text)),
  );
  const asked = (): Changes => ({ [field.name]: input.value });
  input.addEventListener("change", () => context.go({ ...AFRESH, ...asked() }));
  return {
    element: labelled(field, id, input),
    asked,
    told: () => {
      const [, text] = field.choices.find(([value]) => value === input.value) ?? field.choices[0]!;
      return input.value === field.choices[0]?.[0] ? "" : `${field.label}: ${text}`;
    },
    update: (address) => {
      input.value = address.params.get(field.name) ?? field.choices[0]?.[0] ?? "";
    },
  };
}

/** "January 2026" on its own for the day asked about, "As known on: 2 February 2026" for others. */
function toldOf(field: Field & { kind: "day" | "text" }, value: string): string {
  const usual = field.kind === "day" ? field.placeholder : null;
  const text = (field.kind === "day" && extentOf(value) ? words.slider.period(value) : value) || (usual ?? "");
  return text && field.name !== "as_of" ? `${field.label}: ${text}` : text;
}

function labelled(field: Field, id: string, ...content: Child[]): HTMLElement {
  const hint = field.hint ? h("small", { id: `${id}-hint` }, field.hint) : null;
  if (hint) (content[0] as Element).setAttribute("aria-describedby", hint.id);
  return h("p", { class: "field" }, h("label", { for: id }, field.label), content, hint);
}

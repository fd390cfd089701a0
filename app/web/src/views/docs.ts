/** Every address of the API: its parameters, and a form that asks it. Read from the OpenAPI document. */
import { ask } from "../api";
import { fill, h } from "../dom";
import { say } from "../parts/status";
import type { View } from "../view";
import { words } from "../words";

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: {
    readonly default?: unknown;
    readonly examples?: readonly unknown[];
    readonly enum?: readonly string[];
  };
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
}

interface Document {
  readonly info: { readonly description: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export const view: View = {
  open: (root) => {
    document.title = `${words.docs.title} – ${words.site}`;
    return {
      show: async (_, signal) => {
        const found = await ask<Document>("/openapi.json", signal);
        const operations = Object.entries(found.paths).flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
        );
        const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? "service"))];
        fill(
          root,
          h("h1", {}, words.docs.title),
          found.info.description.split("\n\n").map((part) => h("p", {}, part)),
          h("p", {}, h("a", { href: "/openapi.json" }, words.docs.document), `, ${found.info.version}`),
          tags.map((tag) => [
            h("h2", {}, tag),
            operations
              .filter(({ operation }) => (operation.tags?.[0] ?? "service") === tag)
              .map((one) => endpoint(one.method, one.path, one.operation)),
          ]),
        );
        say("");
      },
    };
  },
};

function endpoint(method: string, path: string, operation: Operation): HTMLElement {
  const parameters = operation.parameters ?? [];
  return h(
    "details",
    { class: "endpoint" },
    h("summary", {}, h("code", {}, `${method.toUpperCase()} ${path}`), ` ${operation.summary}`),
    operation.description && h("p", {}, operation.description),
    method === "get" ? form(path, parameters) : h("p", {}, words.docs.body),
  );
}

/** Fields for the parameters; asking opens the answer beside the page. */
function form(path: string, parameters: readonly Parameter[]): HTMLElement {
  const inputs = parameters.map((parameter) => ({
    parameter,
    input: h("input", { name: parameter.name, placeholder: exampleOf(parameter), required: parameter.required }),
  }));
  const submit = (event: Event): void => {
    event.preventDefault();
    let address = path;
    const query = new URLSearchParams();
    for (const { parameter, input } of inputs) {
      if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(parameter.name, input.value);
    }
    open(query.size ? `${address}?${query}` : address, "_blank", "noopener");
  };
  return h(
    "form",
    { onsubmit: submit, class: "endpoint" },
    inputs.map(({ parameter, input }) =>
      h(
        "p",
        { class: "field" },
        h("label", {}, h("code", {}, parameter.name), parameter.required && ` (${words.docs.required})`, input),
        h("small", {}, aboutOf(parameter)),
      ),
    ),
    h("button", {}, words.docs.ask),
  );
}

function exampleOf({ schema }: Parameter): string {
  return String(schema.examples?.[0] ?? schema.default ?? "");
}

function aboutOf({ description, schema }: Parameter): string {
  const fallback =
    schema.default === undefined || schema.default === null ? "" : words.docs.otherwise(String(schema.default));
  return [description, fallback].filter(Boolean).join(" ");
}

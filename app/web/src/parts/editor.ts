/** Where a query is written: a plain field at once, CodeMirror in its place when that has come. */
import { h } from "../dom";

export interface Editor {
  readonly element: HTMLElement;
  readonly text: () => string;
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** What stands in for the field once it is there. */
export interface Better {
  readonly text: () => string;
  readonly write: (text: string) => void;
  readonly focus: () => void;
  readonly close: () => void;
}

/** An editor named `label`; `run` is called for Ctrl+Enter and Cmd+Enter. */
export function editor(label: string, hint: string, run: () => void): Editor {
  const field = h("textarea", {
    "aria-label": label,
    "aria-description": hint,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    rows: 9,
  });
  const element = h("div", { class: "editor" }, field);
  let better: Better | null = null;
  let closed = false;
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  const improve = async (): Promise<void> => {
    try {
      const { better: make } = await import("./editor-code");
      if (closed) return;
      const typing = document.activeElement === field;
      better = make(element, field.value, label, hint, run);
      field.remove();
      if (typing) better.focus();
    } catch (error) {
      console.warn(error); // the plain field does all that is needed
    }
  };
  void improve();
  return {
    element,
    text: () => better?.text() ?? field.value,
    write: (text) => {
      if (better) better.write(text);
      else field.value = text;
    },
    close: () => {
      closed = true;
      better?.close();
    },
  };
}

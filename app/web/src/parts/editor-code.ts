/** CodeMirror for Cypher, in the page's own colours. Tab is not taken, so that the keyboard leaves it as any field. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Better } from "./editor";

export function better(parent: HTMLElement, text: string, label: string, hint: string, run: () => void): Better {
  const runs = { key: "Mod-Enter", preventDefault: true, run: () => (run(), true) };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        StreamLanguage.define(cypher),
        syntaxHighlighting(COLOURS),
        keymap.of([
          runs,
          { key: "Ctrl-Enter", preventDefault: true, run: runs.run },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-description": hint,
          spellcheck: "false",
          autocapitalize: "off",
        }),
        THEME,
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write: (written) => {
      if (written !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: written } });
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

/** Colours are the page's variables, so that light and dark need nothing here. */
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.string, color: "var(--friendly)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.variableName, color: "var(--mixed)" },
  { tag: [tags.standard(tags.variableName), tags.definition(tags.variableName)], color: "var(--link)" },
  { tag: tags.atom, color: "var(--contested)" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: ".95rem", maxHeight: "26rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "ui-monospace, monospace", caretColor: "var(--ink)", minHeight: "8rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--soft)", border: "0" },
  ".cm-scroller": { overflow: "auto" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--highlight)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--highlight)", color: "inherit" },
});

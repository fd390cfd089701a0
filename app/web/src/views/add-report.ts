/** What a load would change, and what it did. */
import { h, type Child } from "../dom";
import { statementLink } from "../parts/cells";
import type { LoadAnswer, PreviewAnswer } from "../types";
import { words } from "../words";

const { adding: own } = words;

/** What a load did, and where to ask about it. */
export function reported(loaded: LoadAnswer): Child {
  const aside = loaded.aside.flatMap((row) =>
    row.wrong.map((one) => h("li", {}, own.aside(own.place(row.tab, row.row ?? 0), one.column, one.message))),
  );
  return [
    h("h2", { tabindex: -1 }, own.done(loaded.source)),
    h("p", {}, own.changed(loaded.statements, loaded.dataVersion, Object.keys(loaded.changed).length > 0)),
    loaded.first.length > 0 && h("p", {}, own.first(loaded.first.map((one) => one.source))),
    aside.length > 0 && [h("p", {}, own.asideHeading(loaded.aside.length)), h("ul", {}, aside)],
    loaded.warnings.length > 0 &&
      h(
        "ul",
        {},
        loaded.warnings.map((one) => h("li", {}, one)),
      ),
    loaded.notes.length > 0 &&
      h(
        "ul",
        {},
        loaded.notes.map((one) => h("li", {}, one)),
      ),
    h("p", {}, h("a", { href: `/sources/${encodeURIComponent(loaded.source)}` }, own.look(loaded.source))),
  ];
}

/** Which answers a file would change, the new rows first. */
export function previewed(preview: PreviewAnswer): Child {
  const changes = preview.changes.map((one) =>
    h(
      "li",
      {},
      h("strong", {}, own.change(one.question, one.row, one.change)),
      " ",
      h("span", { dir: "auto" }, one.sentence),
      " ",
      h("a", { href: one.address }, own.asItIs),
    ),
  );
  const copies = preview.copies.map((one) =>
    h(
      "li",
      {},
      own.copy(own.place(one.tab, one.row ?? 0), one.wording, one.speaker, one.source),
      " ",
      statementLink(one.statement, own.original),
    ),
  );
  return [
    h("h2", { tabindex: -1 }, own.previewTitle),
    h("p", {}, own.previewed(preview.statements, preview.asked, preview.changes.length)),
    changes.length > 0 && h("ul", {}, changes),
    copies.length > 0 && [h("p", {}, own.copies(copies.length)), h("ul", {}, copies)],
    preview.notes.length > 0 &&
      h(
        "ul",
        {},
        preview.notes.map((one) => h("li", {}, one)),
      ),
  ];
}

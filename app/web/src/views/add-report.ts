/** What a load did. */
import { h, type Child } from "../dom";
import type { LoadAnswer } from "../types";
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

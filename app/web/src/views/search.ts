/** What is called so: entities by any of their names, and sources by their titles. */
import "../style/records.css";
import { fill, h, type Child } from "../dom";
import { listed, named } from "../parts/cells";
import type { Field } from "../parts/controls";
import { offered } from "../parts/offered";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import { say } from "../parts/status";
import type { Match, SearchAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { searching: own } = words;
const ORDER = ["Actor", "Group", "Place", "Nationality", "Event", "source"];

const q: Field = { kind: "text", name: "q", label: own.q };
const label: Field = {
  kind: "choice",
  name: "label",
  label: own.label,
  choices: [["", own.all], ...ORDER.slice(0, -1).map((name) => [name, own.plural[name] ?? name] as const)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: [q, label] });
    return {
      show: async (address, signal) => {
        if (!address.params.get("q")) {
          sheet.follow(address);
          sheet.clear();
          fill(sheet.table, h("p", {}, own.empty));
          say("");
          return;
        }
        const answer = await sheet.load<SearchAnswer>(address, signal);
        if (!answer) return;
        const { asked, rows } = answer;
        const found = rows.length ? groups(rows) : !asked && nothing(address.params.get("q") ?? "");
        fill(sheet.table, offered(asked), found);
      },
    };
  },
};

/** Each label with its matches, the best first, as the answer has them. */
function groups(rows: readonly Match[]): Child {
  const of = (name: string): readonly Match[] => rows.filter((row) => (row.label ?? row.type) === name);
  return ORDER.filter((name) => of(name).length).map((name) =>
    h(
      "section",
      {},
      h("h2", {}, own.found(own.plural[name] ?? name, of(name).length)),
      h("ul", { class: "found" }, of(name).map(item)),
    ),
  );
}

function item(match: Match): HTMLElement {
  const folder = match.type === "source" ? "sources" : "entities";
  return h(
    "li",
    {},
    h("a", { href: `/${folder}/${encodeURIComponent(match.id)}` }, named(match.name)),
    match.kind && h("small", {}, ` ${plain(match.kind)}`),
    Boolean(match.aliases?.length) && h("div", {}, h("small", {}, `${own.also} `, listed(match.aliases ?? [], named))),
  );
}

function nothing(text: string): Child {
  return [
    h("p", { class: "empty" }, own.nothing(text)),
    h("p", {}, own.next, " ", h("a", { href: "/sources" }, words.nav.sources), "."),
  ];
}

/** What changed between two days: which pairs began, ended, faded or changed sides, and because of what. */
import "../style/alliances.css";
import { api, changed, written, type Address } from "../address";
import { ask } from "../api";
import { fill, h, type Child } from "../dom";
import { ChangePicture } from "../parts/changepicture";
import { columns, happened, KINDS } from "../parts/changes";
import { certainOnly, knownAt, type Field } from "../parts/controls";
import { idOf } from "../parts/pairs";
import { light, pointing } from "../parts/lit";
import { panel, type Pair } from "../parts/picked";
import { Sheet } from "../parts/sheet";
import { say } from "../parts/status";
import { table } from "../parts/table";
import type { AlliancesDiffAnswer, AlliancesDiffRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { actor, mark, signs, TABS } from "./alliances";

const day = (name: string, label: string, placeholder: string, hint?: string): Field => ({
  kind: "day",
  name,
  label,
  placeholder,
  ...(hint ? { hint } : {}),
});
const only: Field = {
  kind: "choice",
  name: "change",
  label: words.diff.only,
  choices: [["", words.diff.every], ...KINDS.map((kind) => [kind, words.diff.kinds[kind] ?? kind] as const)],
};
const FIELDS = [
  day("from", words.diff.from, "2016", words.diff.hint),
  day("to", words.diff.to, "2019"),
  actor,
  signs,
  only,
  knownAt,
  day("from_known_at", words.diff.fromKnownAt, "", words.diff.fromKnownAtHint),
  certainOnly,
];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.diff.title,
      tabs: TABS,
      fields: FIELDS,
      files: ["gexf"],
    });
    const picture = new ChangePicture(sheet.figure, context, (pairs) => light(sheet.table, pairs));
    pointing(sheet.table, (id) => picture.light(id));
    const counts = h("ul", { class: "counts" });
    sheet.steering.append(picture.below);
    sheet.before.append(counts);
    let shown = "";

    return {
      show: async (address, signal) => {
        if (!address.params.has("from") || !address.params.has("to")) {
          invite(sheet, address);
          return;
        }
        const [asked, pick] = [api(address), address.params.get("pick")];
        const rows = `${asked} ${address.params.get("sort")} ${address.params.get("change")}`;
        const answer = await (rows === shown
          ? ask<AlliancesDiffAnswer>(asked, signal)
          : sheet.load<AlliancesDiffAnswer>(address, signal));
        if (!answer) return (fill(counts), void (shown = ""));
        const wanted = answer.rows.filter((row) => row.change === (address.params.get("change") ?? row.change));
        const fresh = rows !== shown;
        if (fresh) {
          list(sheet, address, answer, wanted);
          fill(
            counts,
            Object.entries(answer.counts).map(([kind, n]) => h("li", {}, counted(address, kind, n))),
          );
        } else picture.camera(address);
        shown = rows;
        mark(sheet.table, pick);
        const row = answer.rows.find((one) => idOf(one) === pick);
        const close = (): void => context.go({ pick: null }, { replace: true });
        await Promise.all([
          panel(picture.panel, pick !== null, row ? pairOf(row, address) : null, close, signal),
          fresh && draw(address, wanted, signal),
        ]);
      },
      close: () => picture.close(),
    };

    async function draw(address: Address, rows: readonly AlliancesDiffRow[], signal: AbortSignal): Promise<void> {
      try {
        await picture.show(address, rows, signal);
        if (sheet.figure.hidden) sheet.before.append(picture.panel); // no canvas at all: the panel stands alone
      } catch (error) {
        if (signal.aborted || (error as Error).name === "AbortError") return;
        console.error(error);
        fill(sheet.figure, h("p", { class: "empty" }, words.network.failed));
      }
    }
  },
};

/** Without two days there is nothing to compare, which is no fault. */
function invite(sheet: Sheet, address: Address): void {
  sheet.follow(address);
  sheet.tell(words.diff.invitation);
  fill(sheet.table);
  sheet.figure.hidden = true;
  say("");
}

function list(sheet: Sheet, address: Address, answer: AlliancesDiffAnswer, rows: readonly AlliancesDiffRow[]): void {
  fill(
    sheet.table,
    table(rows, columns(answer.question.from, answer.question.to), {
      caption: words.diff.caption,
      ...sheet.ordering(address, answer),
      empty: answer.rows.length ? words.diff.filtered : words.diff.nothing,
      id: idOf,
      marked: (row) => (idOf(row) === address.params.get("pick") ? "picked" : null),
    }),
  );
}

/** How many, as a link to just these. */
function counted(address: Address, kind: string, n: number): Child {
  const text = words.diff.count(words.diff.kinds[kind] ?? kind, n);
  return n ? h("a", { href: written(changed(address, { change: kind, pick: null })) }, text) : text;
}

function pairOf(row: AlliancesDiffRow, address: Address): Pair {
  return {
    a: row.a,
    b: row.b,
    says: happened(row, address.params.get("from")!, address.params.get("to")!),
    statements: row.because,
  };
}

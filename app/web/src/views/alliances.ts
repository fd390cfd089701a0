/** Who sided with whom on a day: a line per pair, and the same as a picture that follows a slider over time. */
import "../style/alliances.css";
import { api, carried, type Address } from "../address";
import { ask } from "../api";
import { edtfOf, today } from "../days";
import { fill, h } from "../dom";
import { asOf, certainOnly, knownAt, type Field } from "../parts/controls";
import { lens } from "../parts/lens";
import { OverTime } from "../parts/overtime";
import { aside, doubts, idOf, pairs, told, whole } from "../parts/pairs";
import { light, pointing } from "../parts/lit";
import { panel, type Pair } from "../parts/picked";
import { sign } from "../parts/cells";
import { Sheet, type Tab } from "../parts/sheet";
import { say } from "../parts/status";
import type { AllianceRow, AlliancesAnswer } from "../types";
import type { Context, View } from "../view";
import { words } from "../words";

export const SHARED = [
  "actor",
  "sign",
  "known_at",
  "certainty",
  "max_gap_days",
  "exclude",
  "trust",
  "min_independent",
  "reviewed",
  "embed",
];
export const actor: Field = {
  kind: "entity",
  name: "actor",
  of: "Actor",
  label: words.controls.actor,
  placeholder: words.controls.everyone,
};
export const signs: Field = {
  kind: "choice",
  name: "sign",
  label: words.alliances.sign,
  choices: [
    ["", words.alliances.everySign],
    ["friendly", words.sign.friendly],
    ["hostile", words.sign.hostile],
    ["neutral", words.sign.neutral],
    ["mixed", words.sign.mixed],
  ],
};
const depth: Field = {
  kind: "choice",
  name: "depth",
  label: words.alliances.depth,
  choices: [1, 2, 3].map((n) => [n === 1 ? "" : String(n), words.alliances.depthOf(n)] as const),
};

/** A day, and what changed between two. */
export const TABS: readonly Tab[] = [
  {
    path: "/alliances",
    text: words.alliances.day,
    href: (address) =>
      carried(address, "/alliances", [...SHARED, "depth"], {
        as_of: address.params.get("as_of") ?? address.params.get("to"),
      }),
  },
  {
    path: "/alliances/diff",
    text: words.alliances.diff,
    href: (address) =>
      carried(
        address,
        "/alliances/diff",
        [...SHARED, "from", "to", "from_known_at"],
        address.params.has("from") ? {} : { from: address.params.get("as_of") },
      ),
  },
];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.alliances.title,
      tabs: TABS,
      fields: [actor, asOf, knownAt, signs, depth, certainOnly],
      files: ["gexf"],
    });
    const ears = lens<AlliancesAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => (whole(row.statements) ? row.statements.map((one) => one.saidBy) : [])),
      (answer) => answer.rows.map(told),
    );
    const time = new OverTime(sheet.figure, context, {
      moving: () => root.classList.add("moving"),
      lit: (pairs) => light(sheet.table, pairs),
    });
    pointing(sheet.table, (id) => time.light(id));
    const other = compare(context);
    sheet.steering.append(time.slider.element, time.below);
    sheet.before.append(ears.element, other.element);
    let shown = "";

    return {
      show: async (address, signal) => {
        const [asked, sort] = [api(address), address.params.get("sort")];
        const rows = `${asked} ${sort}`;
        time.follow(address);
        const last = address.params.has("as_of") ? null : await time.lastYear(address, signal);
        if (last) {
          context.go({ as_of: last }, { replace: true });
          return;
        }
        const answer = await (rows === shown
          ? ask<AlliancesAnswer>(asked, signal)
          : sheet.load<AlliancesAnswer>(address, signal));
        root.classList.remove("moving");
        if (!answer) return void (shown = "");
        const fresh = rows !== shown;
        if (fresh) list(sheet, address, answer);
        shown = rows;
        other.from(address);
        mark(sheet.table, address.params.get("pick"));
        time.pick(address);
        const close = (): void => context.go({ pick: null }, { replace: true });
        await Promise.all([
          panel(time.panel, address.params.has("pick"), pairOf(answer, address.params.get("pick")), close, signal),
          hear(address, answer, signal),
          draw(address, answer, signal),
        ]);
        if (fresh) tell(address, answer.rows);
      },
      close: () => time.close(),
    };

    /** Speakers are known where an actor is given; elsewhere statements are only ids. */
    async function hear(address: Address, answer: AlliancesAnswer, signal: AbortSignal): Promise<void> {
      ears.element.hidden = !["actor", "exclude", "trust", "min_independent", "reviewed"].some((name) =>
        address.params.has(name),
      );
      if (!ears.element.hidden) await ears.show(address, answer, signal);
    }

    async function draw(address: Address, answer: AlliancesAnswer, signal: AbortSignal): Promise<void> {
      try {
        await time.show(address, signal);
        if (sheet.figure.hidden) sheet.before.append(time.panel); // no canvas at all: the panel stands alone
        time.contested(answer.rows.filter((row) => row.contested).map(idOf));
      } catch (error) {
        if (signal.aborted || (error as Error).name === "AbortError") return;
        console.error(error);
        fill(sheet.figure, h("p", { class: "empty" }, words.network.failed));
      }
    }
  },
};

function list(sheet: Sheet, address: Address, answer: AlliancesAnswer): void {
  const options = sheet.ordering(address, answer);
  fill(
    sheet.table,
    pairs(answer.rows, address.params.get("pick"), options),
    aside(words.alliances.lastKnown, answer.lastKnown, options),
    aside(words.alliances.firstKnown, answer.firstKnown, options),
  );
}

function tell(address: Address, rows: readonly AllianceRow[]): void {
  const count = (sign: number): number => rows.filter((row) => row.sign === sign).length;
  say(
    words.alliances.told(
      address.params.get("as_of") ?? today(),
      count(1),
      count(-1),
      rows.filter((row) => row.mixed).length,
    ),
  );
}

/** The row of a pair, where it is among those that are shown. */
export function mark(place: HTMLElement, pick: string | null): void {
  for (const row of place.querySelectorAll<HTMLElement>("tr[data-id]")) {
    const here = row.dataset.id === pick;
    if (here && !row.classList.contains("picked")) row.scrollIntoView({ block: "nearest" });
    row.classList.toggle("picked", here);
  }
}

function pairOf(answer: AlliancesAnswer, pick: string | null): Pair | null {
  const row = [answer.rows, answer.lastKnown, answer.firstKnown].flat().find((one) => idOf(one) === pick);
  return row ? { a: row.a, b: row.b, says: says(row), statements: row.statements } : null;
}

function says(row: AllianceRow): Pair["says"] {
  return [sign(row.sign, row.mixed), " ", doubts(row)];
}

interface Compare {
  readonly element: HTMLElement;
  readonly from: (address: Address) => void;
}

/** Another day to compare with; the earlier of the two comes first. */
function compare(context: Context): Compare {
  const input = h("input", { id: "compare", required: true, autocomplete: "off", size: 14, placeholder: "2019" });
  const submit = (event: Event): void => {
    event.preventDefault();
    const address = context.address();
    const [from, to] = [address.params.get("as_of") ?? today(), edtfOf(input.value)].sort();
    context.visit(carried(address, "/alliances/diff", SHARED, { from, to }));
  };
  const element = h(
    "form",
    { class: "compare", onsubmit: submit },
    h("label", { for: "compare" }, words.alliances.compare),
    " ",
    input,
    " ",
    h("button", {}, words.alliances.compareButton),
  );
  return {
    element,
    from: (address) =>
      input.setAttribute("placeholder", (address.params.get("as_of") ?? today()).startsWith("2019") ? "2016" : "2019"),
  };
}

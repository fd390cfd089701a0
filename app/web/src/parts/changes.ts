/** Pairs that changed: their table, what happened in words, and how each change is drawn. */
import { h, type Child } from "../dom";
import { changes, signs } from "../draw/palette";
import { inkOf, stroke, type Ink, type Stroke } from "../draw/scene";
import type { AlliancesDiffRow } from "../types";
import { words } from "../words";
import { entity, listed, sign, statementLink } from "./cells";
import { sample } from "./legend";
import { doubts, idOf } from "./pairs";
import type { Column } from "./table";

export const KINDS = Object.keys(changes) as readonly (keyof typeof changes)[];

/** The sign after, or before where there is none after. */
function inkOfChange({ before, after }: AlliancesDiffRow): Ink {
  const state = after ?? before;
  return inkOf(state?.sign ?? null, state?.mixed ?? false);
}

export function strokeOfChange(row: AlliancesDiffRow): Stroke {
  const [, weight] = changes[row.change];
  const ink = inkOfChange(row);
  return stroke(signs[ink], ink, weight);
}

export function marksOf(rows: readonly AlliancesDiffRow[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [idOf(row), changes[row.change][0]]));
}

/** What happened, as one would say it. */
export function story(row: AlliancesDiffRow, from: string, to: string): string {
  return words.diff.story(row.change, signName(row.before), signName(row.after), from, to);
}

export function columns(from: string, to: string): readonly Column<AlliancesDiffRow>[] {
  return [
    {
      key: "change",
      head: words.diff.change,
      cell: (row) => happened(row, from, to),
      sort: (row) => KINDS.indexOf(row.change),
    },
    { key: "a", head: words.alliances.a, cell: (row) => entity(row.a), sort: (row) => row.a.name },
    { key: "b", head: words.alliances.b, cell: (row) => entity(row.b), sort: (row) => row.b.name },
    {
      key: "sign",
      head: words.alliances.standing,
      cell: (row) => turned(row, (state) => sign(state.sign, state.mixed)),
      sort: (row) => signName(row.before ?? row.after),
    },
    {
      key: "certainty",
      head: words.diff.certainty,
      cell: (row) => turned(row, doubts),
      sort: (row) => (row.before ?? row.after)?.certainty ?? null,
    },
    {
      key: "because",
      head: words.diff.because,
      cell: (row) => listed(row.because, (id) => statementLink(id, words.statementLink(row.because.indexOf(id) + 1))),
      sort: (row) => row.because.length,
    },
  ];
}

/** The change as a word with its line, and a sentence. */
export function happened(row: AlliancesDiffRow, from: string, to: string): Child {
  const [mark, weight] = changes[row.change];
  const ink = inkOfChange(row);
  return [
    sample(signs[ink], ink, weight, mark),
    " ",
    h("strong", {}, words.diff.kinds[row.change] ?? row.change),
    h("div", { class: "story" }, story(row, from, to)),
  ];
}

type State = NonNullable<AlliancesDiffRow["before"]>;

/** What was, an arrow, what is; only the one where there is no other. */
function turned(row: AlliancesDiffRow, one: (state: State) => Child): Child {
  const { before, after } = row;
  return [
    before && h("div", {}, h("small", {}, `${words.network.before}: `), one(before)),
    after && h("div", {}, h("small", {}, `${words.network.after}: `), one(after)),
  ];
}

function signName(state: State | null): string {
  if (!state) return words.sign.none;
  return words.sign[inkOf(state.sign, state.mixed)];
}

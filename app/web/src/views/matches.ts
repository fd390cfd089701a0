/** Who may be the same in different sources, with what speaks for it and against it, and the commands that judge. */
import "../style/records.css";
import { fill, h, type Child } from "../dom";
import { named } from "../parts/cells";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { ProposedPair, MatchesAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { matches: own } = words;

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<MatchesAnswer>(address, signal);
        if (!answer) return;
        fill(
          sheet.table,
          h("p", {}, own.about),
          table(answer.rows, COLUMNS, { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) }),
        );
      },
    };
  },
};

const COLUMNS: readonly Column<ProposedPair>[] = [
  { key: "weight", head: own.weight, cell: (row) => row.weight.toFixed(2), sort: (row) => row.weight },
  { key: "first", head: own.first, cell: (row) => side(row.first), sort: (row) => row.first.name },
  { key: "second", head: own.second, cell: (row) => side(row.second), sort: (row) => row.second.name },
  { key: "reasons", head: own.reasons, cell: (row) => listed(row.reasons), sort: (row) => row.reasons.length },
  { key: "doubts", head: own.doubts, cell: (row) => listed(row.doubts), sort: (row) => row.doubts.length },
  { key: "judge", head: own.judge, cell: judging },
];

function side(one: ProposedPair["first"]): Child {
  return [
    h("a", { href: `/entities/${encodeURIComponent(one.id)}` }, named(one.name)),
    h("br"),
    h("small", {}, `${one.kind.replaceAll("_", " ")}, ${own.of} `),
    h("a", { href: `/sources/${encodeURIComponent(one.source)}` }, h("small", {}, one.source)),
  ];
}

function listed(reasons: ProposedPair["reasons"]): Child {
  return (
    reasons.length > 0 &&
    h(
      "ul",
      { class: "plain" },
      reasons.map(({ says }) => h("li", {}, says)),
    )
  );
}

/** The page writes nothing: it gives the command for each verdict, to be run by whoever judges. */
function judging(row: ProposedPair): Child {
  return h(
    "ul",
    { class: "plain" },
    [row.commands.same, row.commands.different, row.commands.unsure].map((command) =>
      h("li", {}, h("code", {}, command)),
    ),
  );
}

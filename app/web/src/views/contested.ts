/**
 * What is denied, corrected or questioned, and where figures or dates cannot both be true: the sides beside one
 * another.
 */
import "../style/records.css";
import { fill, h, type Child } from "../dom";
import { unbroken } from "../parts/bounds";
import { allStatements, entity, range } from "../parts/cells";
import { alikeLink, folded, groupsOf, type Alike } from "../parts/alike";
import { cards } from "../parts/cards";
import { asOf, knownAt, type Field } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import type { ContestedAnswer, ContestedRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { sides } from "./contested-sides";

const { contested: own } = words;

export const about: Field = {
  kind: "entity",
  name: "entity",
  of: null,
  label: own.entity,
  placeholder: words.controls.everyone,
};
const why: Field = {
  kind: "choice",
  name: "pick",
  label: own.why,
  choices: [["", own.all], ...Object.entries(own.whys)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: [about, why, asOf, knownAt] });
    const ears = lens<ContestedAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => row.readings.map((reading) => reading.saidBy)),
      (answer) => answer.rows.map(told),
    );
    sheet.before.append(h("p", {}, own.intro), ears.element);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<ContestedAnswer>(address, signal);
        if (!answer) return;
        const pick = address.params.get("pick");
        const rows = pick ? answer.rows.filter((row) => row.why === pick) : answer.rows;
        fill(
          sheet.table,
          groupsOf(answer, address),
          rows.length < answer.rows.length && h("p", {}, own.shown(rows.length, answer.rows.length)),
          cards(folded(rows, address), dispute, {
            empty: own.none,
            next: answer.next ? () => context.go({ cursor: answer.next }) : null,
          }),
        );
        await ears.show(address, answer, signal);
      },
    };
  },
};

/** A point in dispute with its sides; those that are like it are folded below it. */
function dispute([row, ...alike]: Alike<ContestedRow>): HTMLElement {
  const { part, whole } = row;
  const id = `dispute-${row.why}-${row.disputed.id}`;
  return h(
    "article",
    { class: "dispute", "aria-labelledby": id },
    h("p", { class: "why" }, h("strong", { class: "contested" }, own.whys[row.why] ?? plain(row.why)), doubt(row)),
    h("h2", { id }, h("bdi", { dir: "auto" }, unbroken(plain(row.question.words)))),
    part && whole && h("p", {}, h("small", {}, `${own.part} `, entity(part), "; ", `${own.whole} `, entity(whole))),
    sides(row),
    h("p", {}, h("small", {}, evidence(row)), !alike.length && alikeLink(row)),
    alike.length > 0 &&
      h(
        "details",
        { class: "aside" },
        h("summary", {}, own.like(alike.length)),
        alike.map((one) => dispute([one])),
      ),
  );
}

/** How many independent speakers it has, and a link to its statements where only some are shown. */
function evidence({ independentSpeakers: found, statements, statementCount }: ContestedRow): Child {
  return [
    found && own.independentOf(range(found)),
    statementCount > statements.length && [" ", allStatements(statements.length, statementCount)],
  ];
}

function doubt({ certainty }: ContestedRow): Child {
  return certainty === "possible" && h("small", {}, ` ${own.possible}`);
}

function told(row: ContestedRow): Told {
  return { key: `${row.why} ${row.disputed.key}`, name: row.question.words, says: row.sides.join("; ") };
}

/** What nobody says, as a list of what to ask: a question for each, who may know, and what is known so far. */
import "../style/records.css";
import { api } from "../address";
import { fill, h } from "../dom";
import { unbroken } from "../parts/bounds";
import { entity, listed, range, statements } from "../parts/cells";
import { alikeLink, folded, groupsOf, type Alike } from "../parts/alike";
import { cards } from "../parts/cards";
import { Chart } from "../parts/chart";
import { asOf, knownAt, type Field } from "../parts/controls";
import { plain } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import type { SilencesAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { about } from "./contested";

const { silences: own } = words;
type Silence = SilencesAnswer["rows"][number];
interface Ref {
  readonly id: string;
  readonly name: string;
}

const MOST_NAMES = 4;
const MOST_PLACES = 3;

const held: Field = {
  kind: "entity",
  name: "held",
  of: "Group",
  label: words.controls.held,
  placeholder: words.controls.anyone,
};
const kind: Field = {
  kind: "choice",
  name: "kind",
  label: own.kind,
  choices: [["", own.all], ...Object.entries(own.kinds)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title, fields: [held, about, kind, asOf, knownAt] });
    const chart = new Chart(sheet.figure, own.drawing);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<SilencesAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) return;
        fill(
          sheet.table,
          groupsOf(answer, address),
          cards(folded(answer.rows, address), silence, {
            empty: own.none,
            next: answer.next ? () => context.go({ cursor: answer.next }) : null,
          }),
        );
        if (answer.rows.length) await chart.show(api(address, "svg"), signal);
      },
    };
  },
};

/** What to ask, whom, and why; those that are like it are folded below it. */
function silence([row, ...alike]: Alike<Silence>): HTMLElement {
  const asked = asking(row);
  const know = knowing(row);
  return h(
    "article",
    { class: "asking-for" },
    h("p", { class: "why" }, h("small", {}, own.kinds[row.kind] ?? plain(row.kind), sizeOf(row))),
    h("h2", {}, h("bdi", { dir: "auto" }, asked)),
    know.length > 0 && h("p", {}, `${own.mayKnow} `, listed(know, entity)),
    h(
      "p",
      {},
      `${own.because} `,
      h("bdi", { dir: "auto" }, unbroken(row.because)),
      " ",
      h("a", { href: letter(asked, row.because) }, own.write),
    ),
    row.statementCount > 0 && h("details", {}, h("summary", {}, own.soFar(row.statementCount)), statements(row)),
    !alike.length && alikeLink(row),
    alike.length > 0 &&
      h(
        "details",
        { class: "aside" },
        h("summary", {}, own.like(alike.length)),
        alike.map((one) => silence([one])),
      ),
  );
}

/** The question that one could send to somebody. */
function asking({ kind, why, wouldClose: missing }: Silence): string {
  const names = (refs: readonly { readonly name: string }[]): string => own.list(refs.map(({ name }) => name));
  return own.ask({
    what: missing.what,
    kind,
    why,
    who: names(missing.whose),
    whom: names(missing.of),
    where: missing.placeCount > MOST_PLACES ? "" : names(missing.place),
    when: own.days(missing.from, missing.to),
    but: names(missing.independentOf),
  });
}

/** Who may know: who is said to hold them, and who spoke of them; not those whose word is there already. */
function knowing({ statements: found, holders, wouldClose: { independentOf } }: Silence): readonly Ref[] {
  const told = new Set(independentOf.map(({ id }) => id));
  const speakers = found.filter(({ saidBy }) => !saidBy.anonymous).map(({ saidBy }) => saidBy);
  const all = new Map([...holders, ...speakers].map((one) => [one.id, one]));
  return [...all.values()].filter(({ id }) => !told.has(id)).slice(0, MOST_NAMES);
}

function sizeOf({ days, people }: Silence): string {
  const parts = [days !== null && own.daysOf(days), people && own.peopleOf(range(people))];
  return parts
    .filter(Boolean)
    .map((part) => ` · ${String(part)}`)
    .join("");
}

/** An e-mail to be written in the reader's own program. */
function letter(asked: string, because: string): string {
  const body = `${asked}\n\n${because}\n\n${location.href}`;
  return `mailto:?subject=${encodeURIComponent(asked)}&body=${encodeURIComponent(body)}`;
}

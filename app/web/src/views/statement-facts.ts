/** The parts of a statement that are its own: who, number, time, how it is put, and the words cited. */
import { h, type Child } from "../dom";
import { entities, entity, range } from "../parts/cells";
import { bounds, unbroken, writtenLimits } from "../parts/bounds";
import { anonymous, external, facts, none } from "../parts/facts";
import { plain, terms } from "../parts/sentence";
import type { WholeStatement } from "../types";
import { words } from "../words";

const { statement: own } = words;

export function said(statement: WholeStatement): HTMLElement {
  const { source } = statement;
  return facts([
    [own.who, [entity(statement.saidBy), anonymous(statement.saidBy)]],
    [own.saidOn, statement.saidOn ? written(statement.saidOn) : none(own.unsaid)],
    [own.knownFrom, written(statement.knownFrom)],
    [
      own.source,
      [
        h("a", { href: `/sources/${encodeURIComponent(source.id)}` }, h("bdi", { dir: "auto" }, source.title)),
        source.publisher && [`, ${own.publisher} `, h("bdi", {}, source.publisher)],
        `, ${own.published} `,
        written(source.publishedOn),
        source.locator && `, ${own.locator} ${source.locator}`,
        source.url && [h("br"), external(source.url)],
      ],
    ],
    [own.note, statement.note],
    [own.about, statement.about.length > 0 && entities(statement.about)],
    [own.key, h("span", { class: "id" }, statement.key)],
  ]);
}

/** Number as written and as bounds, side by side. */
export function number({ count }: WholeStatement): Child {
  if (!count) return none(own.noNumber);
  const { predicates } = words;
  const kind = predicates.countKinds[count.kind] ?? plain(count.kind);
  const more = [kind, count.of && predicates.of(count.of), count.since && predicates.since(count.since)]
    .filter(Boolean)
    .join(words.comma);
  return beside(
    [
      [own.written, h("q", {}, count.wording)],
      [
        own.bounds,
        [
          `${own.least} ${words.number(count.min)}, `,
          count.max === null ? own.noLimit : `${own.most} ${words.number(count.max)}`,
        ],
      ],
      [own.inWords, `${range(count)} ${count.unit} (${more})`],
    ],
    own.number,
  );
}

/** Time as written and as bounds, side by side. */
export function time({ validity }: WholeStatement): Child {
  const limit = (name: string, day: string | null): Child =>
    h("li", {}, `${name} `, day ?? none(words.timeline.unknown));
  const four = h(
    "ul",
    { class: "plain" },
    limit(own.earliestStart, validity.earliestStart),
    limit(own.latestStart, validity.latestStart),
    limit(own.earliestEnd, validity.earliestEnd),
    limit(own.latestEnd, validity.latestEnd),
  );
  return beside(
    [
      [own.written, h("span", { class: "id" }, unbroken(validity.written))],
      [own.bounds, four],
      [
        own.inWords,
        [bounds(validity), validity.plannedEnd && h("div", {}, words.timeline.planned(validity.plannedEnd))],
      ],
    ],
    own.time,
  );
}

export function put(statement: WholeStatement): Child {
  const { predicates } = words;
  return facts([
    [
      own.polarity,
      h(
        "span",
        { class: statement.polarity === "denies" ? "denied" : null },
        predicates.polarity[statement.polarity] ?? statement.polarity,
      ),
    ],
    [own.mode, predicates.modes[statement.mode] ?? plain(statement.mode)],
    [own.reading, predicates.readings[statement.reading] ?? plain(statement.reading)],
    [own.terms, terms(statement.terms)],
    [own.dataset, statement.dataset],
    [own.codedBy, statement.codedBy],
    [own.checkedBy, statement.checkedBy],
    [own.state, statement.state && own.states[statement.state]],
  ]);
}

/** The words themselves, which only the reader's own copy of the text gives. */
export function cited({ source }: WholeStatement): Child {
  if (!source.text) return null;
  return [
    h("blockquote", { class: "span", dir: "auto" }, source.text),
    source.start !== null && source.end !== null && h("p", {}, h("small", {}, own.span(source.start, source.end))),
  ];
}

/** What gave each bound, first causes first. */
export function explained({ boundsExplained: found }: WholeStatement): Child {
  if (!found) return null;
  const names = ["earliestStart", "latestStart", "earliestEnd", "latestEnd"] as const;
  const why = (name: (typeof names)[number]): Child => {
    const { date, because } = found[name];
    const steps = because.map((step) =>
      h(
        "li",
        {},
        step.statement ? h("a", { href: `/statements/${encodeURIComponent(step.statement)}` }, step.key) : step.key,
        `: ${step.rule}`,
        step.date && ` → ${step.date}`,
      ),
    );
    return [
      h("dt", {}, `${own[name]} ${date ?? words.timeline.unknown}`),
      h("dd", {}, steps.length ? h("ol", { class: "plain" }, steps) : none(own.unbounded)),
    ];
  };
  return h("details", {}, h("summary", {}, own.explained), h("dl", { class: "facts" }, names.map(why)));
}

/** A date as written; where that is no plain date, in words before it. */
function written(edtf: string): Child {
  const inWords = writtenLimits(edtf);
  const asWritten = h("span", { class: "id" }, unbroken(edtf));
  return inWords ? [inWords, h("small", {}, ` ${words.entity.columns.written} `, asWritten)] : asWritten;
}

function beside(columns: readonly (readonly [string, Child])[], caption: string): HTMLElement {
  return h(
    "table",
    { class: "pair" },
    h("caption", { class: "hidden" }, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map(([name]) => h("th", { scope: "col" }, name)),
      ),
    ),
    h(
      "tbody",
      {},
      h(
        "tr",
        {},
        columns.map(([name, value]) => h("td", { "data-head": name }, h("div", {}, value))),
      ),
    ),
  );
}

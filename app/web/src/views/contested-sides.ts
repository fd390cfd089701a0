/** The sides of a dispute, each with the words that were coded: what it claims, how many, when, and who says so. */
import { h, type Child } from "../dom";
import { bounds, unbroken } from "../parts/bounds";
import { entity, named, range, statementLink } from "../parts/cells";
import { anonymous } from "../parts/facts";
import { line, plain, shown, terms } from "../parts/sentence";
import type { ContestedRow, Statement } from "../types";
import { words } from "../words";

const { contested: own } = words;
type Reading = ContestedRow["readings"][number];

interface Side {
  readonly heading: string;
  readonly stance: Reading["stance"];
  readonly readings: Reading[];
}

/** The sides beside one another, each headed by what it comes to: a number, a time, or a stance. */
export function sides(row: ContestedRow): HTMLElement {
  const statements = new Map(row.statements.map((one) => [one.id, one]));
  const found = sorted(row);
  const isAlone = found.length === 1 && found[0]!.stance !== "asserts";
  return h(
    "div",
    { class: "sides" },
    isAlone && h("section", {}, h("h3", {}, own.says.asserts), h("p", { class: "none" }, own.noClaim)),
    found.map((side) =>
      h(
        "section",
        { class: side.stance },
        h("h3", {}, unbroken(side.heading)),
        speakersOf(side).map((readings) => speaker(readings, statements)),
      ),
    ),
  );
}

/** Readings that say the same are one side. */
function sorted(row: ContestedRow): readonly Side[] {
  const found = new Map<string, Side>();
  for (const reading of row.readings) {
    const heading = headingOf(reading, row);
    const side = found.get(heading) ?? { heading, stance: reading.stance, readings: [] };
    side.readings.push(reading);
    found.set(heading, side);
  }
  return [...found.values()];
}

function headingOf({ stance, count, dates }: Reading, { why }: ContestedRow): string {
  if (why === "figures" && count) return range(count);
  if (why === "dates") return bounds(dates);
  return own.says[stance] ?? plain(stance);
}

/** The readings of each speaker of a side. */
function speakersOf({ readings }: Side): readonly (readonly Reading[])[] {
  const found = new Map<string, Reading[]>();
  for (const one of readings) found.set(one.saidBy.id, [...(found.get(one.saidBy.id) ?? []), one]);
  return [...found.values()];
}

/** A speaker with what it claims; a claim in the same words is there once. */
function speaker(readings: readonly Reading[], statements: ReadonlyMap<string, Statement>): HTMLElement {
  const [{ saidBy, outlet, countsAs }] = readings as readonly [Reading, ...Reading[]];
  const claims = new Map(readings.map((one) => [claimOf(one, statements.get(one.statement)), one]));
  return h(
    "div",
    { class: "reading" },
    [...claims.values()].map((one) => claim(one, statements.get(one.statement))),
    h(
      "p",
      { class: "by" },
      `${own.saidBy} `,
      entity(saidBy),
      anonymous(saidBy),
      outlet && outlet.id !== saidBy.id && [` ${own.in} `, named(outlet.name)],
      countsAs && [`, ${own.counts} `, named(countsAs.name)],
    ),
  );
}

function claimOf({ count, dates }: Reading, statement: Statement | undefined): string {
  return [statement && line(statement), statement && terms(statement.terms), count?.wording, bounds(dates)].join("|");
}

/** What was claimed: the sentence as coded, the number in its words, and the days. */
function claim({ statement: id, count, dates }: Reading, statement: Statement | undefined): HTMLElement {
  const more = statement && terms(statement.terms);
  const content: Child = [
    statement && shown(statement),
    more && ` (${more})`,
    count && [": ", range(count), ` ${count.unit}, `, h("q", {}, count.wording)],
  ];
  return h(
    "p",
    { class: "claim" },
    content,
    " ",
    h("small", {}, unbroken(bounds(dates)), " · ", statementLink(id, words.statementLink(1))),
  );
}

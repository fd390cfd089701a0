/** Statements as lanes of a timeline: a lane per other end and predicate, and where the marks of each lie. */
import { numberOf } from "../days";
import { line, plain, sentence, text } from "../parts/sentence";
import { bounds, within } from "../parts/bounds";
import type { Ref, Statement, Validity } from "../types";
import { words } from "../words";

export type Shape = "span" | "event" | "seen" | "silent";

/** Days as numbers; null where nothing bounds them. `sureFrom` to `sureTo` is what surely was, if it is there. */
export interface Mark {
  readonly shape: Shape;
  readonly from: number | null;
  readonly to: number | null;
  readonly sureFrom: number | null;
  readonly sureTo: number | null;
  readonly denied: boolean;
  readonly planned: boolean;
  readonly title: string;
  readonly href: string;
}

export interface Lane {
  readonly label: string;
  readonly marks: readonly Mark[];
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** How many there are, drawn or not. */
  readonly all: number;
  /** Statements that tie it to nobody: it speaks, or it is what they are about. */
  readonly spoken: number;
  readonly undated: number;
}

const ENDS = ["subject", "object", "agent", "from_holder", "to_holder", "from_place", "to_place", "at"] as const;
const ACTUAL = ["occurred", "under_way"];

/** The lanes of an entity, by all its ids; those told most come first, and no more than `most` of them. */
export function lanesOf(statements: readonly Statement[], ids: ReadonlySet<string>, most: number): Lanes {
  const found = new Map<string, { label: string; marks: Mark[] }>();
  let [spoken, undated] = [0, 0];
  for (const statement of statements) {
    const own = ends(statement).find(([, refs]) => refs.some((ref) => ids.has(ref.id)));
    if (!own) {
      spoken += 1;
      continue;
    }
    const mark = markOf(statement);
    if (!mark) {
      undated += 1;
      continue;
    }
    const others = ends(statement).flatMap(([role, refs]) =>
      refs.filter((ref) => !ids.has(ref.id)).map((ref) => `${role} ${ref.id}`),
    );
    const key = [statement.predicate, own[0], others[0] ?? ""].join("|");
    const lane = found.get(key) ?? { label: labelOf(statement, ids), marks: [] };
    lane.marks.push(mark);
    found.set(key, lane);
  }
  const lanes = [...found.values()].sort((a, b) => b.marks.length - a.marks.length || (a.label < b.label ? -1 : 1));
  for (const lane of lanes) lane.marks.sort((a, b) => (a.from ?? a.to ?? 0) - (b.from ?? b.to ?? 0));
  return { lanes: lanes.slice(0, most), all: lanes.length, spoken, undated };
}

/** The mark of a statement; null where no day bounds it. */
export function markOf(statement: Statement): Mark | null {
  const { validity } = statement;
  const found = span(validity);
  if (!found) return null;
  const said = `${line(statement)}: ${bounds(validity)} (${statement.saidBy.name})`;
  const planned = !ACTUAL.includes(statement.mode);
  return {
    ...found,
    denied: statement.polarity === "denies",
    planned,
    title: planned ? `${said}. ${words.predicates.modes[statement.mode] ?? plain(statement.mode)}` : said,
    href: `/statements/${encodeURIComponent(statement.id)}`,
  };
}

/** What is sure and what is possible of a time. */
export function span(validity: Validity): Pick<Mark, "shape" | "from" | "to" | "sureFrom" | "sureTo"> | null {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = [
    validity.earliestStart,
    validity.latestStart,
    validity.earliestEnd,
    validity.latestEnd,
  ].map(numberOf) as [number | null, number | null, number | null, number | null];
  if (validity.observed) {
    if (earliestEnd === null && latestStart === null) return null;
    return { shape: "seen", from: earliestEnd, to: latestStart, sureFrom: null, sureTo: null };
  }
  if (within(validity)) return { shape: "event", from: earliestStart, to: latestEnd, sureFrom: null, sureTo: null };
  if ([earliestStart, latestStart, earliestEnd, latestEnd].every((day) => day === null)) return null;
  const sure = latestStart !== null && earliestEnd !== null && latestStart <= earliestEnd;
  return {
    shape: "span",
    from: earliestStart,
    to: latestEnd,
    sureFrom: sure ? latestStart : null,
    sureTo: sure ? earliestEnd : null,
  };
}

/** The first and the last day of all marks; null where there is none. */
export function extent(lanes: readonly Lane[]): readonly [number, number] | null {
  const days = lanes
    .flatMap((lane) => lane.marks.flatMap((mark) => [mark.from, mark.to, mark.sureFrom, mark.sureTo]))
    .filter((day) => day !== null);
  return days.length ? [Math.min(...days), Math.max(...days)] : null;
}

/** The sentence; where it begins with the name that the page is about, without that: "fights ISIS". */
function labelOf(statement: Statement, ids: ReadonlySet<string>): string {
  const [first, ...others] = sentence(statement).filter((piece) => piece !== "");
  const own =
    typeof first === "object" &&
    ids.has(first.id) &&
    typeof others[0] === "string" &&
    others[0] !== words.predicates.and &&
    others[0] !== ", ";
  return text(own ? others : first === undefined ? [] : [first, ...others]).trim();
}

function ends(statement: Statement): (readonly [string, readonly Ref[]])[] {
  const roles = statement.roles as Readonly<Record<string, readonly Ref[]>>;
  return ENDS.flatMap((role) => (roles[role]?.length ? [[role, roles[role]] as const] : []));
}

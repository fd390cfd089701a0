/** Scopes, windows and numbers of custody in words, as several of its views say them. */
import { range, within } from "../parts/cells";
import type { Count, CustodyRow, Ref, Speaker } from "../types";
import { words } from "../words";

interface Scope {
  readonly holders: readonly Ref[];
  readonly held: readonly Ref[];
  readonly places: readonly Ref[];
  readonly unit: string;
  readonly of: string | null;
}

/** "Iraq with the coalition: ISIS suspects, at a prison". The unit is told where it is not people. */
export function scope({ holders, held, places, unit, of }: Scope): string {
  const who = holders.length ? joint(holders) : words.series.noHolder;
  const where = places.length ? `, ${names(places)}` : "";
  const what = unit === "people" && !of ? "" : ` (${plain(unit)}${of ? ` ${words.series.of(of)}` : ""})`;
  return `${who}: ${names(held)}${where}${what}`;
}

export function names(refs: readonly { readonly name: string }[]): string {
  return refs.map(({ name }) => name).join(", ");
}

/** Those who hold together: "SDF with US-led coalition". */
export function joint(holders: readonly { readonly name: string }[]): string {
  const [first, ...others] = holders;
  return first
    ? [first.name, others.length ? `${words.custody.with} ${names(others)}` : ""].filter(Boolean).join(" ")
    : "";
}

export function plain(word: string): string {
  return word.replaceAll("_", " ");
}

/** The days of a window, in words. */
export function days(window: { readonly earliest: string | null; readonly latest: string | null }): string {
  return within(window.earliest, window.latest);
}

/** A day or `first/last`, as limits in words. */
export function daysOf(written: string): string {
  const [first, last = first] = written.split("/");
  return within(first || null, last || null);
}

/** How many there were; where several figures of one thing disagree, that the range is not a figure of anybody. */
export function howMany(row: CustodyRow): string {
  if (!row.count) return "";
  const number = range(row.count);
  return row.countsDisagree && row.figureCount > (row.countPlaces ?? 1) ? words.custody.apart(number) : number;
}

interface Numbered {
  readonly min: number | null;
  readonly max: number | null;
  readonly wording?: string | null;
}

/** "1,800 to 2,200 (“about 2,000”)"; that nobody says how many, where nobody does. */
export function numbered(number: Numbered): string {
  if (number.min === null && number.max === null) return words.series.notSaid;
  return number.wording ? `${range(number)} (${words.count.wording(number.wording)})` : range(number);
}

/** The number with its unit, and of what it is a number. */
export function counted(count: Count): string {
  const unit = count.unit === "people" && !count.of ? "" : ` ${plain(count.unit)}`;
  return `${range(count)}${unit}${count.of ? ` ${words.series.of(count.of)}` : ""}`;
}

/** The speakers of statements, each once. */
export function spoken(statements: readonly { readonly saidBy: Speaker }[]): Speaker[] {
  return [...new Map(statements.map(({ saidBy }) => [saidBy.id, saidBy])).values()];
}

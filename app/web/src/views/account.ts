/** A ledger in words: its lines, and whether it adds up. */
import { range } from "../parts/cells";
import type { LedgerRow, Range } from "../types";
import { words } from "../words";
import { days, joint, names, plain } from "./custodywords";

type Gain = LedgerRow["gains"][number];
type Counted = LedgerRow["openings"][number];
export type Report = Counted & { readonly saidBy?: Gain["reports"][number]["saidBy"] };

/** A line of an account. */
export interface Line {
  readonly kind: "opening" | "gain" | "gained" | "loss" | "lost" | "expected" | "closing" | "unaccounted";
  readonly text: string;
  readonly reports: readonly Report[];
  readonly why: readonly string[];
}

/** Who was held by whom, where, counted in what. */
export function titleOf(row: LedgerRow): string {
  const who = row.holders.length ? joint(row.holders) : words.series.noHolder;
  const unit =
    row.unit === "people" && !row.of ? "" : ` (${plain(row.unit)}${row.of ? ` ${words.series.of(row.of)}` : ""})`;
  return `${who}: ${row.held.name}${row.places.length ? `, ${names(row.places)}` : ""}${unit}`;
}

/** From the first count to the next one; nothing where nobody counted. */
export function periodOf({ start, end }: LedgerRow): string {
  if (start && end) return words.ledger.between(days(start), days(end));
  if (start) return words.ledger.since(days(start));
  return end ? words.ledger.until(days(end)) : "";
}

/** Those that do not close first, then those that do, then the open ones, of which no two counts can be compared. */
export function ranked(rows: readonly LedgerRow[]): LedgerRow[] {
  const rank = (row: LedgerRow): number => (row.unaccounted ? ["no", "open", "yes"].indexOf(row.closes) : 3);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}

/** First count, who came, who went, what there should be, the next count, and what is left over. */
export function linesOf(row: LedgerRow): Line[] {
  const { ledger } = words;
  const hull = (range: Range | null, counts: readonly Counted[], kind: Line["kind"]): Line => ({
    kind,
    text: range ? rangeOf(range) : ledger.notCounted,
    reports: counts,
    why: [],
  });
  const came = [...row.gains.map((line) => lineOf(line, "gain")), ...cut("gain", row.gains.length, row.gainCount)];
  const went = [...row.losses.map((line) => lineOf(line, "loss")), ...cut("loss", row.losses.length, row.lossCount)];
  return [
    hull(row.opening, row.openings, "opening"),
    ...summed(came, "gain", "gained", row.gained, ledger.nobodyCame),
    ...summed(went, "loss", "lost", row.lost, ledger.nobodyWent),
    { kind: "expected", text: row.expected ? rangeOf(row.expected) : words.unknown, reports: [], why: [] },
    hull(row.closing, row.closings, "closing"),
    {
      kind: "unaccounted",
      text: row.unaccounted ? leftOver(row.unaccounted, plain(row.unit)) : words.ledger.notCompared,
      reports: [],
      why: [],
    },
  ];
}

/** A line for what an answer leaves out. */
function cut(kind: "gain" | "loss", shown: number, all: number): Line[] {
  return all > shown ? [{ kind, text: words.ledger.more(all - shown), reports: [], why: [] }] : [];
}

function lineOf(line: Gain, kind: "gain" | "loss"): Line {
  const how = [line.kind === "cumulative" && words.ledger.cumulative, line.certainIn && words.ledger.certainIn].filter(
    (text) => text !== false,
  );
  return { kind, text: rangeOf(line), reports: line.reports, why: [...line.why.map(plain), ...how] };
}

/** The lines of those who came or went, with a sum where there are several to add up; none is told too. */
function summed(
  lines: readonly Line[],
  kind: "gain" | "loss",
  sum: "gained" | "lost",
  range: Range,
  nobody: string,
): Line[] {
  if (!lines.length) return [{ kind, text: words.ledger.noneTold, reports: [], why: [nobody] }];
  return lines.length > 1 ? [...lines, { kind: sum, text: rangeOf(range), reports: [], why: [] }] : [...lines];
}

/** A range of people who came or were counted: without an upper bound it still begins somewhere. */
function rangeOf({ min, max }: { readonly min: number | null; readonly max: number | null }): string {
  return range({ min, max });
}

/** Whether it adds up, and what is left over, in words. */
export function verdict(row: Pick<LedgerRow, "closes" | "unaccounted" | "unit">): string {
  const closes = words.ledger.closes[row.closes] ?? row.closes;
  return row.unaccounted
    ? `${closes} ${leftOver(row.unaccounted, plain(row.unit))}`
    : `${closes} ${words.ledger.notCompared}`;
}

/** What is left over: above 0 people went, below it people came, and no report says where. */
export function leftOver(
  { min, max }: { readonly min: number | null; readonly max: number | null },
  unit: string,
): string {
  const { ledger } = words;
  if (min === 0 && max === 0) return ledger.exactly;
  if ((min ?? 0) > 0) return ledger.missing(range({ min, max }), unit);
  if ((max ?? 0) < 0) return ledger.tooMany(range({ min: -max!, max: min === null ? null : -min }), unit);
  const went = max === null ? ledger.anyNumber : words.number(max);
  const came = min === null ? ledger.anyNumber : words.number(-min);
  if (min === 0) return ledger.upTo(went, unit);
  return max === 0 ? ledger.upToCame(came, unit) : ledger.either(went, came, unit);
}

/** The same in short, where numbers are compared. */
export function gap({ min, max }: { readonly min: number | null; readonly max: number | null }): string {
  const number = (value: number): string => (value < 0 ? `−${words.number(-value)}` : words.number(value));
  if (min === null) return max === null ? words.count.any : `${number(max)} or less`;
  if (max === null) return `${number(min)} or more`;
  return min === max ? number(min) : `${number(min)} to ${number(max)}`;
}

/** The places and moves that answers of custody tell of, for the map. */
import { gathered, type Journeys, type Move, type Spot } from "../draw/places";
import { range } from "../parts/cells";
import type { ChainAnswer, CustodyRow, PlanRow, Ref, Statement } from "../types";
import { words } from "../words";
import { joint, names, numbered, plain } from "./told";

export type Hop = ChainAnswer["rows"][number];

interface Moved {
  readonly from: readonly Ref[];
  readonly to: readonly Ref[];
  readonly says: Move["says"];
  readonly certain: boolean;
  readonly planned?: boolean;
  readonly contested?: boolean;
}

/** Who is held where, and how those came or went whom a row says were gained or lost. */
export function ofCustody(rows: readonly CustodyRow[]): Journeys {
  const spots = rows.flatMap((row) => row.places.map((place): Spot => ({ place, says: [{ text: held(row), statement: null }], certain: row.certainty === "certain", planned: false, contested: row.contested })));
  const moves = rows.flatMap((row) => row.statements.filter(({ polarity }) => polarity === "asserts").flatMap((statement) => ofStatement(statement, row)));
  return gathered(spots, moves);
}

function held(row: CustodyRow): string {
  const holders = joint([row.holder, ...row.jointWith]);
  const number = row.count ?? row.gained;
  return `${holders}: ${row.held.name}${number ? `, ${range(number)}` : ""}`;
}

function ofStatement(statement: Statement, row: CustodyRow): Move[] {
  const { from_place: from = [], to_place: to = [] } = statement.roles;
  return arrows({ from, to, says: [{ text: said(statement), statement: statement.id }], certain: row.certainty === "certain", contested: row.contested });
}

function said({ predicate, count, saidBy }: Pick<Statement, "predicate" | "count" | "saidBy">): string {
  return `${plain(predicate)}${count ? ` ${numbered(count)}` : ""}, ${saidBy.name}`;
}

/** Every hop with its ends; a place without another end is only a place. */
export function ofHops(hops: readonly Hop[]): Journeys {
  const says = (hop: Hop): Move["says"] => hop.statements.map((statement) => ({ text: said(statement), statement: statement.id }));
  const standing = (hop: Hop): Pick<Spot, "certain" | "planned" | "contested"> => ({ certain: hop.knownCertainty === "certain", planned: false, contested: hop.contested });
  const spots = hops.flatMap((hop) => [...hop.fromPlaces, ...hop.toPlaces].map((place): Spot => ({ place, says: [{ text: hop.name ?? names(hop.held), statement: null }], ...standing(hop) })));
  return gathered(spots, hops.flatMap((hop) => arrows({ from: hop.fromPlaces, to: hop.toPlaces, says: says(hop), ...standing(hop) })));
}

/** What is planned, from where to where; holders at its ends have no place. */
export function ofPlans(rows: readonly PlanRow[]): Journeys {
  const says = (row: PlanRow): Move["says"] => [{ text: `${names(row.who)}: ${words.plans.short[row.mode] ?? plain(row.mode)}, ${said(row)}`, statement: row.statements[0]?.id ?? null }];
  const ends = (row: PlanRow, refs: readonly Ref[]): readonly Ref[] => refs.filter((ref) => isPlace(row, ref));
  const spots = rows.flatMap((row) => [...ends(row, row.from), ...ends(row, row.to)].map((place): Spot => ({ place, says: [], certain: false, planned: true, contested: false })));
  return gathered(spots, rows.flatMap((row) => arrows({ from: ends(row, row.from), to: ends(row, row.to), says: says(row), certain: false, planned: true })));
}

/** A plan's `from` and `to` are holders or places; its statements tell which. */
function isPlace(row: PlanRow, ref: Ref): boolean {
  return row.statements.some(({ roles }) => [...(roles["from_place"] ?? []), ...(roles["to_place"] ?? [])].some(({ id }) => id === ref.id));
}

function arrows({ from, to, says, certain, planned = false, contested = false }: Moved): Move[] {
  return from.flatMap((start) => to.filter(({ id }) => id !== start.id).map((end): Move => ({ from: start, to: end, says, certain, planned, contested })));
}

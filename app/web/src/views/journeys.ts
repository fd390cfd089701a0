/** The places and moves that answers of custody tell of, for the map. */
import { gathered, type Journeys, type Move, type Spot } from "../draw/places";
import { range } from "../parts/cells";
import type { ChainAnswer, CustodyRow, PlanRow, Ref, Statement } from "../types";
import { words } from "../words";
import { days, daysOf, howMany, joint, names, numbered, plain } from "./custodywords";

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
  const spots = rows.flatMap((row) =>
    row.places.map((place): Spot => ({
      place,
      says: [{ text: held(row), statement: null }],
      certain: row.certainty === "certain",
      planned: false,
      contested: row.contested,
    })),
  );
  const moves = rows.flatMap((row) =>
    row.statements.flatMap((statement) =>
      ofStatement(statement, { certain: row.certainty === "certain", contested: row.contested }),
    ),
  );
  return gathered(spots, moves);
}

function held(row: CustodyRow): string {
  const holders = joint([row.holder, ...row.jointWith]);
  const counted =
    row.count &&
    (row.countTiming !== "on" && row.countedOn
      ? words.custody.numberOn(howMany(row), daysOf(row.countedOn))
      : howMany(row));
  const number = counted ?? (row.gained && `${words.custody.gained} ${range(row.gained)}, ${days(row.gained)}`);
  return `${holders}: ${row.held.name}${number ? `, ${number}` : ""}`;
}

/** The arrows of one statement: it joins only what it names itself. */
function ofStatement(
  statement: Statement,
  standing: { readonly certain: boolean; readonly contested: boolean },
): Move[] {
  const { from_place: from = [], to_place: to = [] } = statement.roles;
  if (statement.polarity !== "asserts") return [];
  return arrows({ from, to, says: [{ text: said(statement), statement: statement.id }], ...standing });
}

function said({ predicate, mode, count, saidBy }: Pick<Statement, "predicate" | "mode" | "count" | "saidBy">): string {
  const how = mode === "occurred" ? "" : ` (${words.plans.short[mode] ?? plain(mode)})`;
  return `${plain(predicate)}${how}${count ? ` ${numbered(count)}` : ""}, ${saidBy.name}`;
}

/** Every hop with its ends; a place without another end is only a place. */
export function ofHops(hops: readonly Hop[]): Journeys {
  const standing = (hop: Hop): Pick<Spot, "certain" | "planned" | "contested"> => ({
    certain: hop.knownCertainty === "certain",
    planned: false,
    contested: hop.contested,
  });
  const spots = hops.flatMap((hop) =>
    [...hop.fromPlaces, ...hop.toPlaces].map((place): Spot => ({
      place,
      says: [{ text: hop.name ?? names(hop.held), statement: null }],
      ...standing(hop),
    })),
  );
  return gathered(
    spots,
    hops.flatMap((hop) => hop.statements.flatMap((statement) => ofStatement(statement, standing(hop)))),
  );
}

/** What is planned, from where to where; holders at its ends have no place. */
export function ofPlans(rows: readonly PlanRow[]): Journeys {
  const says = (row: PlanRow): Move["says"] => [
    { text: `${names(row.who) || words.chain.unknown}: ${said(row)}`, statement: row.statements[0]?.id ?? null },
  ];
  const ends = (row: PlanRow, refs: readonly Ref[]): readonly Ref[] => refs.filter((ref) => isPlace(row, ref));
  const spots = rows.flatMap((row) =>
    [...ends(row, row.from), ...ends(row, row.to)].map((place): Spot => ({
      place,
      says: [],
      certain: false,
      planned: true,
      contested: false,
    })),
  );
  return gathered(
    spots,
    rows.flatMap((row) =>
      arrows({ from: ends(row, row.from), to: ends(row, row.to), says: says(row), certain: false, planned: true }),
    ),
  );
}

/** A plan's `from` and `to` are holders or places; its statements tell which. */
function isPlace(row: PlanRow, ref: Ref): boolean {
  return row.statements.some(({ roles }) =>
    [...(roles.from_place ?? []), ...(roles.to_place ?? [])].some(({ id }) => id === ref.id),
  );
}

function arrows({ from, to, says, certain, planned = false, contested = false }: Moved): Move[] {
  return from.flatMap((start) =>
    to
      .filter(({ id }) => id !== start.id)
      .map((end): Move => ({ from: start, to: end, says, certain, planned, contested })),
  );
}

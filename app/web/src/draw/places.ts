/**
 * What a map shows: places of which something is said, and moves between them. What is said twice is one mark with
 * both.
 */
import type { Ref } from "../types";
import { words } from "../words";

/** Where a place lies; null where that is not known. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  readonly uncertaintyMetres: number | null;
}

/** A place as the service knows it. */
export interface Place extends Ref {
  readonly position: Position | null;
  /** The two letters of a country, which is drawn by its shape. */
  readonly country: string | null;
}

/** How a mark is said to be; the strongest of what is said at one place counts, and a dispute always does. */
export interface Standing {
  readonly certain: boolean;
  readonly planned: boolean;
  readonly contested: boolean;
}

/** Something that is said, with its statement. */
export interface Saying {
  readonly text: string;
  readonly statement: string | null;
}

export interface Spot extends Standing {
  readonly place: Ref;
  readonly says: readonly Saying[];
}

export interface Move extends Standing {
  readonly from: Ref;
  readonly to: Ref;
  readonly says: readonly Saying[];
}

export interface Journeys {
  readonly spots: readonly Spot[];
  readonly moves: readonly Move[];
}

/** One mark a place and one arrow a pair of places. */
export function gathered(spots: readonly Spot[], moves: readonly Move[]): Journeys {
  return {
    spots: joined(spots, ({ place }) => place.id),
    moves: joined(moves, ({ from, to }) => `${from.id} ${to.id}`),
  };
}

function joined<T extends Standing & { readonly says: readonly Saying[] }>(
  marks: readonly T[],
  key: (mark: T) => string,
): T[] {
  const found = new Map<string, T>();
  for (const mark of marks) {
    const other = found.get(key(mark));
    found.set(key(mark), other ? both(other, mark) : mark);
  }
  return [...found.values()];
}

function both<T extends Standing & { readonly says: readonly Saying[] }>(one: T, other: T): T {
  const fresh = other.says.filter(
    ({ text, statement }) => !one.says.some((said) => said.text === text && said.statement === statement),
  );
  return {
    ...one,
    certain: one.certain || other.certain,
    planned: one.planned && other.planned,
    contested: one.contested || other.contested,
    says: [...one.says, ...fresh],
  };
}

/** Everything at a place and at both ends of moves, each place once. */
export function placesOf({ spots, moves }: Journeys): Ref[] {
  const all = [...spots.map(({ place }) => place), ...moves.flatMap(({ from, to }) => [from, to])];
  return [...new Map(all.map((place) => [place.id, place])).values()];
}

/** All places by name, with what is doubtful about people being there. */
export function namesOf(journeys: Journeys): Pick<Ref, "id" | "name">[] {
  const spots = new Map(journeys.spots.map((spot) => [spot.place.id, spot]));
  return placesOf(journeys).map(({ id, name }) => {
    const spot = spots.get(id);
    const doubts = [
      spot && (spot.planned ? words.map.planned : !spot.certain && words.doubt.possible),
      spot?.contested && words.doubt.contested,
    ].filter(Boolean);
    return { id, name: doubts.length ? `${name} (${doubts.join(", ")})` : name };
  });
}

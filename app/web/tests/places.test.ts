/** What a map shows of answers: one mark a place, and arrows only where one statement names both ends. */
import "./page";
import { describe, expect, it } from "vitest";
import { arrowOf } from "../src/draw/arrow";
import { gathered, placesOf, type Spot } from "../src/draw/places";
import { ofHops, type Hop } from "../src/views/journeys";

const ref = (id: string): { id: string; name: string; kind: string } => ({ id, name: id, kind: "city" });
const spot = (more: Partial<Spot>): Spot => ({
  place: ref("a"),
  says: [{ text: "x", statement: null }],
  certain: false,
  planned: true,
  contested: false,
  ...more,
});

describe("marks of one place", () => {
  it("are one, as sure as the surest and disputed if any is", () =>
    expect(gathered([spot({}), spot({ certain: true, planned: false }), spot({ contested: true })], []).spots).toEqual([
      { ...spot({}), certain: true, planned: false, contested: true },
    ]));
  it("keep all that is said", () =>
    expect(gathered([spot({}), spot({ says: [{ text: "y", statement: null }] })], []).spots[0]?.says).toHaveLength(2));
  it("are listed once with the ends of moves", () =>
    expect(
      placesOf({
        spots: [spot({})],
        moves: [{ from: ref("a"), to: ref("b"), says: [], certain: true, planned: false, contested: false }],
      }).map(({ id }) => id),
    ).toEqual(["a", "b"]));
});

it("no arrow joins what two statements name apart", () => {
  const said = (id: string, roles: object): object => ({
    id,
    predicate: "transfers",
    polarity: "asserts",
    mode: "occurred",
    roles,
    count: null,
    saidBy: { id: "s", name: "S", anonymous: false },
  });
  const hop = {
    held: [ref("g")],
    name: null,
    fromPlaces: [ref("a")],
    toPlaces: [ref("b"), ref("c")],
    contested: false,
    knownCertainty: "certain",
    statements: [said("1", { from_place: [ref("a")], to_place: [ref("b")] }), said("2", { to_place: [ref("c")] })],
  };
  expect(ofHops([hop as unknown as Hop]).moves.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(["a b"]);
});

it("the way there and the way back lie apart", () => {
  const [there, back] = [arrowOf({ x: 0, y: 0 }, { x: 100, y: 0 }), arrowOf({ x: 100, y: 0 }, { x: 0, y: 0 })];
  expect(Math.sign(there.curve[8]!.y)).toBe(-Math.sign(back.curve[8]!.y));
});

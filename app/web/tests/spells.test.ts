/** A network over time, a day at a time. */
import "./page";
import { describe, expect, it } from "vitest";
import { numberOf } from "../src/days";
import { sceneOf, Shown, strokeOf } from "../src/draw/scene";
import { calendarOf, strokeOn, tallied } from "../src/draw/spells";
import type { Spell } from "../src/types";
import { roomFor, spaced } from "../src/draw/labels";
import { towards, under } from "../src/draw/under";

const degree = { friendly: 1, hostile: 1, neutral: 0, mixed: 0 };
const node = (id: string, x: number | null, y: number | null) => ({
  id,
  name: id.toUpperCase(),
  kind: "armed_group",
  x,
  y,
  degree,
});
const spell = (
  start: string,
  end: string,
  sign: 1 | -1 | 0 | null,
  certainty: "certain" | "possible" = "certain",
): Spell => [start, end, sign, sign === null, certainty, "certain", certainty === "certain" ? "certain" : "after"];
const EDGES = [
  { a: "a", b: "b", spells: [spell("2016-01-01", "2016-01-10", 1), spell("2016-01-11", "2016-01-20", -1, "possible")] },
  { a: "b", b: "c", spells: [spell("2016-01-05", "2016-01-05", null)] },
  { a: "c", b: "nowhere", spells: [spell("2016-01-01", "2016-12-31", 1)] },
];
const scene = sceneOf([node("a", -0.5, 0), node("b", 0, 0), node("c", 0.5, 0), node("nowhere", null, null)], EDGES);
const calendar = calendarOf(scene, EDGES);
const on = (day: string) => (tie: number) => strokeOn(calendar[tie]!, numberOf(day)!);

describe("a scene", () => {
  it("leaves who has no place to the table", () =>
    expect([scene.spots.length, scene.ties.length, scene.placeless]).toEqual([3, 2, 1]));
  it("draws at most two thousand, those with most pairs", () => {
    const many = Array.from({ length: 2100 }, (_, at) => ({
      ...node(`n${at}`, 0, 0),
      degree: { ...degree, friendly: at },
    }));
    const drawn = sceneOf(many, []);
    expect(drawn.spots.length).toBe(2000);
    expect(drawn.spots.some((spot) => spot.id === "n0")).toBe(false);
  });
});

describe("a day", () => {
  it.each([
    ["2015-12-31", [null, null]],
    ["2016-01-01", [strokeOf(1, false, "certain"), null]],
    ["2016-01-05", [strokeOf(1, false, "certain"), strokeOf(null, true, "certain")]],
    ["2016-01-11", [strokeOf(-1, false, "possible"), null]],
    ["2016-01-20", [strokeOf(-1, false, "possible"), null]],
    ["2016-01-21", [null, null]],
  ])("%s", (day, strokes) => expect([0, 1].map(on(day))).toEqual(strokes));
});

describe("moving the day", () => {
  it("touches only what changed", () => {
    const shown = new Shown(scene);
    expect(shown.become(on("2016-01-04"))).toEqual({ ties: [0], spots: [0, 1] });
    expect(shown.become(on("2016-01-05"))).toEqual({ ties: [1], spots: [2] });
    expect(shown.become(on("2016-01-05"))).toEqual({ ties: [], spots: [] });
    expect(shown.become(on("2016-01-12"))).toEqual({ ties: [0, 1], spots: [2] });
    expect([...shown.degrees]).toEqual([1, 1, 0]);
    expect(tallied(shown.strokes)).toEqual({ friendly: 0, hostile: 1, neutral: 0, mixed: 0 });
  });
});

describe("the picture", () => {
  const eye = { x: 0, y: 0, ratio: 1 };
  const size = { width: 400, height: 400 };
  const shown = new Shown(scene);
  shown.become(on("2016-01-12"));
  it("finds an actor before a line", () =>
    expect(under(shown, eye, size, { x: 200, y: 202 })).toEqual({ kind: "spot", at: 1 }));
  it("finds a line", () => expect(under(shown, eye, size, { x: 150, y: 203 })).toEqual({ kind: "tie", at: 0 }));
  it("finds no line that is not drawn", () => expect(under(shown, eye, size, { x: 250, y: 203 })).toBeNull());
  it("goes to the next actor by a key", () => expect(towards(shown, 0, "ArrowRight")).toBe(1));
  it("passes over those without pairs", () => expect(towards(shown, 1, "ArrowRight")).toBe(1));
  it("names those that have pairs", () =>
    expect(roomFor(scene, shown.degrees, eye, size).map(({ at }) => at)).toEqual([0, 1]));
  it("marks lines where there is room", () => {
    expect([...spaced([0, 1], scene, eye, size)]).toEqual([0, 1]);
    expect([...spaced([0, 1], scene, { ...eye, ratio: 4 }, { width: 80, height: 80 })]).toEqual([0]);
  });
  it("puts a name to the left where the right has no room", () =>
    expect(
      roomFor(scene, shown.degrees, { ...eye, ratio: 4 }, { width: 100, height: 100 }).map(({ left }) => left),
    ).toContain(true));
  it("leaves out names that would touch", () =>
    expect(roomFor(scene, shown.degrees, { ...eye, ratio: 40 }, { width: 100, height: 16 }).length).toBeLessThan(2));
});

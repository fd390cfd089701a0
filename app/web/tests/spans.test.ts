/** A box lies where the bounds are, and what has no bound has no edge. */
import "./page";
import { describe, expect, it } from "vitest";
import { extentOf, numberScale, timeScale } from "../src/draw/axis";
import { across, bar, labels, pieces, upwards } from "../src/draw/spans";
import { numberOf } from "../src/days";

const day = (text: string): number => numberOf(text)!;
const time = timeScale({ from: day("2020-01-01"), to: day("2021-01-01") }, 0, 366); // a day is as wide as one
const numbers = numberScale([0, 100], 100, 0);

describe("the days of a box", () => {
  it("are those of its window, the last one too", () =>
    expect(across({ earliest: "2020-01-11", latest: "2020-01-20" }, time)).toEqual({
      x0: 10,
      x1: 20,
      openStart: false,
      openEnd: false,
    }));
  it("go to the edge where nothing bounds them", () => {
    expect(across({ earliest: null, latest: "2020-02-01" }, time)).toMatchObject({ x0: 0, openStart: true });
    expect(across({ earliest: "2020-02-01", latest: null }, time)).toMatchObject({ x1: 366, openEnd: true });
  });
  it("can be seen where they are one day", () => {
    const { x0, x1 } = across({ earliest: "2020-03-01", latest: "2020-03-01" }, time);
    expect([x1 - x0, (x0 + x1) / 2]).toEqual([4, 60.5]);
  });
  it("are cut where they lie outside", () =>
    expect(across({ earliest: "2019-01-01", latest: "2020-01-10" }, time)).toMatchObject({ x0: 0, x1: 10 }));
});

describe("the height of a box", () => {
  it("is from the least to the most", () =>
    expect(upwards({ min: 20, max: 60 }, numbers, 0)).toEqual({ y0: 80, y1: 40, open: false }));
  it("is open upwards where there is no most", () =>
    expect(upwards({ min: 20, max: null }, numbers, 0)).toEqual({ y0: 80, y1: 0, open: true }));
  it("can be seen where the number is exact", () =>
    expect(upwards({ min: 50, max: 50 }, numbers, 0)).toEqual({ y0: 52, y1: 48, open: false }));
});

describe("what lasted", () => {
  const state = {
    start: { earliest: "2020-01-11", latest: "2020-01-21" },
    end: { earliest: "2020-02-01", latest: "2020-02-10" },
    certainFrom: "2020-01-21",
    certainTo: "2020-02-01",
    ongoing: false,
  };
  it("is certain in its middle and soft at its ends", () =>
    expect(pieces(state, time)).toEqual([
      { x0: 10, x1: 20, doubt: "beginning" },
      { x0: 20, x1: 32, doubt: "certain" },
      { x0: 32, x1: 41, doubt: "ending" },
    ]));
  it("fades to the edge where it may have gone on", () =>
    expect(pieces({ ...state, ongoing: true }, time).at(-1)).toEqual({ x0: 32, x1: 366, doubt: "ending" }));
  it("is possible all over where no day is certain", () =>
    expect(pieces({ ...state, certainFrom: null, certainTo: null }, time)).toEqual([
      { x0: 10, x1: 41, doubt: "possible" },
    ]));
});

describe("a bar", () => {
  const at = (value: number): number => 100 + value;
  const of = (min: number | null, max: number | null): ReturnType<typeof bar> => bar({ min, max }, at, 0, 300);
  it("is sure up to the least and possible up to the most", () =>
    expect(of(20, 60)).toMatchObject({ sure: [100, 120], possible: [120, 160] }));
  it("is sure of nothing where it may be none", () =>
    expect(of(-20, 60)).toMatchObject({ sure: null, possible: [80, 160] }));
  it("is sure from the other side below none", () =>
    expect(of(-60, -20)).toMatchObject({ sure: [80, 100], possible: [40, 80] }));
  it("has no end where nothing bounds it", () =>
    expect(of(20, null)).toMatchObject({ possible: [120, 300], openEnd: true }));
  it("is one edge for an exact number", () => expect(of(20, 20)).toMatchObject({ sure: [100, 120], possible: null }));
});

describe("scales", () => {
  it("are even where all can be seen", () => expect(numberScale([500, 4000], 100, 0).log).toBe(false));
  it("grow by factors where the small would vanish", () =>
    expect(numberScale([1, 70000], 100, 0)).toMatchObject({ log: true }));
  it("reach over the asked days only", () =>
    expect(extentOf(["2010-01-01"], "2020-01-01", "2020-12-31").from).toBeGreaterThan(day("2019-12-01")));
  it("hold where no day is known", () => expect(Number.isFinite(extentOf([]).to)).toBe(true));
});

describe("texts beside boxes", () => {
  it("never cover one another", () => {
    const same = { x0: 10, x1: 20, y: 50, half: 4 };
    const placed = labels(
      Array.from({ length: 9 }, () => ({ text: "2,000 or more", ...same })),
      0,
      300,
    );
    const lines = placed.map(({ x, y, anchor }) => `${x} ${y} ${anchor}`);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeLessThan(9);
  });
  it("stay inside", () => expect(labels([{ text: "a long text", x0: 0, x1: 40, y: 50 }], 0, 60)).toEqual([]));
});

/** Days on a slider. */
import { describe, expect, it } from "vitest";
import { dayOf, numberOf } from "../src/days";
import { grainOf, later, middleOf, periodAt, stepOf, stepped, windowOf, within } from "../src/parts/steps";

const n = (day: string): number => numberOf(day)!;
const ALL = [n("1946-01-01"), n("2026-11-25")] as const;

describe("a key", () => {
  it.each([
    ["ArrowRight", false, "2016-03-01"],
    ["ArrowLeft", false, "2016-02-28"],
    ["ArrowRight", true, "2017-02-28"],
    ["PageUp", false, "2016-03-30"],
    ["PageDown", false, "2016-01-30"],
    ["Home", false, "1946-01-01"],
    ["End", false, "2026-11-25"],
  ])("%s leads to %s", (key, shift, day) => expect(dayOf(stepped(n("2016-02-29"), key, shift, ALL)!)).toBe(day));
  it("leads nowhere", () => expect(stepped(n("2016-02-29"), "a", false, ALL)).toBeNull());
  it("does not lead beyond the evidence", () => expect(within(ALL[1] + 9, ALL)).toBe(ALL[1]));
});

describe("a month or a year", () => {
  it.each([
    ["2016", "year", "2016-07-01"],
    ["2016-02", "month", "2016-02-15"],
    ["2016-02-29", "day", "2016-02-29"],
  ] as const)("%s is asked about as a %s, and stands at its middle", (asked, grain, middle) => {
    expect(grainOf(asked)).toBe(grain);
    expect(dayOf(middleOf(asked)!)).toBe(middle);
    expect(periodAt(middleOf(asked)!, grain)).toBe(asked);
  });
  it.each([
    ["ArrowRight", "year", "2017"],
    ["ArrowLeft", "year", "2015"],
    ["PageUp", "year", "2026"],
    ["ArrowRight", "month", "2016-08"],
    ["PageDown", "month", "2015-09"],
  ] as const)("%s goes on by a %s to %s", (key, grain, period) =>
    expect(periodAt(stepped(n("2016-07-01"), key, false, ALL, grain)!, grain)).toBe(period),
  );
  it("goes on year by year without leaving one out", () => {
    let day = middleOf("1946")!;
    for (let year = 1946; year < 2026; year++, day = later(day, 1, "year"))
      expect(periodAt(day, "year")).toBe(`${year}`);
  });
});

describe("the window", () => {
  const shown = (day: string, years: number | null): readonly string[] => windowOf(n(day), years, ALL).map(dayOf);
  it("is all", () => expect(shown("2016-06-01", null)).toEqual(["1946-01-01", "2026-11-25"]));
  it("is the year", () => expect(shown("2016-06-01", 1)).toEqual(["2016-01-01", "2016-12-31"]));
  it("stays while the day moves in it", () => expect(shown("2015-01-01", 5)).toEqual(shown("2019-12-31", 5)));
  it("ends with the evidence", () => expect(shown("2026-06-01", 20)).toEqual(["2020-01-01", "2026-11-25"]));
  it("has bars of a fitting length", () =>
    expect([1, 5, 20, null].map((years) => stepOf(windowOf(n("2016-06-01"), years, ALL)))).toEqual([
      "P1M",
      "P1M",
      "P1Y",
      "P1Y",
    ]));
});

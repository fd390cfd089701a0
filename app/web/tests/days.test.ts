/** Days as people write them. */
import { describe, expect, it } from "vitest";
import { dayOf, edtfOf, extentOf, numberOf } from "../src/days";

describe("what somebody typed", () => {
  it.each([
    ["January 2026", "2026-01"],
    ["5 Feb 2026", "2026-02-05"],
    ["Feb 5, 2026", "2026-02-05"],
    ["5th of February 2026", "2026-02-05"],
    ["2016", "2016"],
    ["2026-02-05", "2026-02-05"],
    [" 2019-06~ ", "2019-06~"],
    ["31/01/2026", "2026-01-31"],
    ["1.31.2026", "2026-01-31"],
    ["02/01/2026", "02/01/2026"],
    ["32/01/2026", "32/01/2026"],
    ["soon 2026", "soon 2026"],
  ])("%s is %s", (typed, edtf) => expect(edtfOf(typed)).toBe(edtf));
});

describe("days and their numbers", () => {
  it.each(["0001-01-01", "1946-01-01", "1970-01-01", "2026-02-05", "9999-12-31"])("%s comes back", (day) =>
    expect(dayOf(numberOf(day)!)).toBe(day),
  );
  it("knows how long a month is", () => expect(extentOf("2024-02")).toEqual(["2024-02-01", "2024-02-29"]));
  it("is no day", () => expect(numberOf("2026-02")).toBeNull());
});

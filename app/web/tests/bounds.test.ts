/** Bounds in words, and a small picture of who is tied to whom. */
import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("document", { documentElement: { lang: "en" } });
const { bounds, inWords, limits, writtenLimits } = await import("../src/parts/bounds");
const { networkOf, pairOf, placed } = await import("../src/draw/circle");

type Four = readonly [string | null, string | null, string | null, string | null];
const validity = ([earliestStart, latestStart, earliestEnd, latestEnd]: Four, observed = false) => ({
  written: "",
  observed,
  earliestStart,
  latestStart,
  earliestEnd,
  latestEnd,
  plannedEnd: null,
});

describe("bounds in words", () => {
  it.each([
    [["2019-01-01", "2019-01-01", "2020-05-01", "2020-05-01"], false, "from 2019-01-01 to 2020-05-01"],
    [["2019-01-01", "2019-01-01", "2019-01-01", "2019-01-01"], false, "on 2019-01-01"],
    [["2019-01-01", "2019-12-31", "2019-01-01", "2019-12-31"], false, "some time between 2019-01-01 and 2019-12-31"],
    [["2026-01-01", null, "2026-01-01", null], false, "on 2026-01-01 or later"],
    [[null, "2019-12-31", "2019-01-01", null], true, "seen some time between 2019-01-01 and 2019-12-31"],
    [[null, null, "2026-01-20", null], true, "seen on 2026-01-20 or later"],
    [
      [null, "2026-01-29", "2026-01-29", null],
      false,
      "had begun by 2026-01-29; went on until 2026-01-29 at least; no end is known",
    ],
    [[null, null, null, null], false, "began at an unknown time; no end is known"],
  ] as const)("%j", (four, observed, expected) => expect(bounds(validity(four, observed))).toBe(expected));
  it("are limits", () => expect(limits("2019-01-01", null)).toBe("2019-01-01 or later"));
  it("are read from a set of days, and from nothing else", () => {
    expect(writtenLimits("[2018-01-01..2026-11-22]")).toBe("between 2018-01-01 and 2026-11-22");
    expect(writtenLimits("2018-01~")).toBeNull();
  });
});

describe("a small picture", () => {
  const rows = [
    { from: "a", to: "b", n: 1 },
    { from: "a", to: "c", n: 2 },
    { from: "a", to: "d", n: 3 },
  ];
  it("finds the columns that hold names", () => expect(pairOf(["n", "from", "to"], rows)).toEqual(["from", "to"]));
  it("lies the same each time, the best tied in the middle", () => {
    const network = networkOf(rows, ["from", "to"]);
    expect(placed(network)).toEqual(placed(network));
    expect(placed(network)[0]).toMatchObject({ key: "a", angle: null });
  });
  it("takes nodes and relationships as they come", () => {
    const node = (id: string) => ({ labels: ["Actor", "Entity"], properties: { id, name: id.toUpperCase() } });
    const network = networkOf(
      [{ n: node("a"), r: { type: "HOLDS", start: "a", end: "b", properties: {} }, m: node("b") }],
      null,
    );
    expect([[...network.nodes.values()], network.edges]).toEqual([["A", "B"], [["a", "b"]]]);
  });
});

describe("what a source writes of a day, in words", () => {
  it.each([
    ["2026-01-21", "21 January 2026"],
    ["2026-01", "January 2026"],
    ["2019", "2019"],
    ["2026-01-21/..", "from 21 January 2026 on"],
    ["../2019-05", "until May 2019"],
    ["2014/2019", "2014 to 2019"],
    ["[2026-01-29..2026-11-22]", "between 29 January 2026 and 22 November 2026"],
    ["[2026-01-29..]", "29 January 2026 or later"],
    ["[..2026-01-29]", "29 January 2026 or earlier"],
    ["2026-01-22?", "about 22 January 2026"],
    ["no date at all", "no date at all"],
  ])("%s", (written, told) => {
    expect(inWords(written)).toBe(told);
  });
});

/** A ledger in words: a gap is told as one, and never hidden. */
import "./page";
import { describe, expect, it } from "vitest";
import { leftOver, linesOf, verdict } from "../src/views/account";

describe("what is left over", () => {
  it.each([
    [28012, 28511, "No report loaded here says where 28,012 to 28,511 people went."],
    [5, null, "No report loaded here says where 5 or more people went."],
    [-30, -10, "No report loaded here says where 10 to 30 people came from."],
    [null, -1, "No report loaded here says where 1 or more people came from."],
    [-27488, 20511, "Up to 20,511 people may have gone, and up to 27,488 may have come, without a report."],
    [0, 11, "Up to 11 people may have gone without a report."],
    [-3, 0, "Up to 3 people may have come without a report."],
    [0, 0, "The reports explain all of it."],
  ])("%s to %s", (min, max, text) => expect(leftOver({ min, max }, "people")).toBe(text));

  it("is told with whether it adds up", () =>
    expect(verdict({ closes: "no", unaccounted: { min: 5, max: 9 }, unit: "people" })).toMatch(
      /though a source says that it reports every move\. No report loaded here says where 5 to 9 people went\.$/,
    ));
  it("is not told where it stays open", () =>
    expect(verdict({ closes: "open", unaccounted: null, unit: "people" })).toBe(
      "Open. Two counts are needed for a comparison.",
    ));
});

describe("the lines of an account", () => {
  const count = (min: number, max: number | null) => ({ statement: "s", key: "k", min, max, wording: null });
  const row = {
    holders: [],
    held: { id: "g", name: "G", kind: "detainees" },
    places: [],
    unit: "people",
    of: null,
    start: null,
    end: null,
    openings: [count(100, 100)],
    opening: { min: 100, max: 100 },
    gains: [],
    gained: { min: 0, max: 0 },
    losses: [],
    lost: { min: 0, max: 0 },
    closings: [count(90, 90)],
    closing: { min: 90, max: 90 },
    expected: { min: 100, max: 100 },
    combinations: [],
    unaccounted: { min: 10, max: 10 },
    closes: "no",
    openBecause: [],
    statements: [],
    gainCount: 0,
    lossCount: 0,
    combinationCount: 0,
    claimedBy: [],
    statementCount: 0,
  } as const;
  it("end with what no report explains", () =>
    expect(linesOf(row).map(({ kind }) => kind)).toEqual([
      "opening",
      "gain",
      "loss",
      "expected",
      "closing",
      "unaccounted",
    ]));
  it("say that nobody is told of who came or went, and not that nobody did", () =>
    expect(linesOf(row)[1]).toMatchObject({ text: "none told of", why: [expect.stringContaining("reckoned as 0")] }));
});

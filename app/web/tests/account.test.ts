/** A ledger in words: a gap is told as one, and never hidden. */
import "./page";
import { describe, expect, it } from "vitest";
import { leftOver, linesOf, verdict } from "../src/views/account";

describe("what is left over", () => {
  it.each([
    [28012, 28511, "28,012 to 28,511 people are unaccounted for."],
    [5, null, "5 or more people are unaccounted for."],
    [-30, -10, "10 to 30 people more than can have been there were counted."],
    [null, -1, "1 or more people more than can have been there were counted."],
    [-27488, 20511, "Anything from 20,511 people missing to 27,488 too many is possible."],
    [0, 0, "Nobody is unaccounted for."],
  ])("%s to %s", (min, max, text) => expect(leftOver({ min, max }, "people")).toBe(text));

  it("is told with whether it adds up", () => expect(verdict({ closes: "no", unaccounted: { min: 5, max: 9 }, unit: "people" })).toMatch(/^It does not add up\. 5 to 9 people/));
  it("is not told where it stays open", () => expect(verdict({ closes: "open", unaccounted: null, unit: "people" })).toBe("It cannot be told whether it adds up."));
});

describe("the lines of an account", () => {
  const count = (min: number, max: number | null) => ({ statement: "s", key: "k", min, max, wording: null });
  const row = {
    holders: [], held: { id: "g", name: "G", kind: "detainees" }, places: [], unit: "people", of: null, start: null, end: null,
    openings: [count(100, 100)], opening: { min: 100, max: 100 }, gains: [], gained: { min: 0, max: 0 }, losses: [], lost: { min: 0, max: 0 },
    closings: [count(90, 90)], closing: { min: 90, max: 90 }, expected: { min: 100, max: 100 }, combinations: [], unaccounted: { min: 10, max: 10 }, closes: "no", openBecause: [], statements: [],
  } as const;
  it("end with what is unaccounted for", () => expect(linesOf(row).map(({ kind }) => kind)).toEqual(["opening", "gain", "loss", "expected", "closing", "unaccounted"]));
  it("say that nobody is told of who came or went, and not that nobody did", () => expect(linesOf(row)[1]).toMatchObject({ text: "none told of", why: [expect.stringContaining("reckoned as 0")] }));
});

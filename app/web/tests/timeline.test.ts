/** Bounds in words, lanes of a timeline, and where marks lie. */
import { describe, expect, it, vi } from "vitest";
import type { Statement } from "../src/types";

vi.stubGlobal("document", { documentElement: { lang: "en" } });
const { bounds, limits, writtenLimits } = await import("../src/parts/bounds");
const { extent, lanesOf, span } = await import("../src/draw/lanes");
const { rowsOf } = await import("../src/draw/rows");
const { networkOf, pairOf, placed } = await import("../src/draw/circle");
const { numberOf } = await import("../src/days");

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

const ref = (id: string, kind = "state") => ({ id, name: id, kind });
const statement = (id: string, subject: string, object: string, more: Partial<Statement> = {}): Statement =>
  ({
    id,
    predicate: "fights",
    polarity: "asserts",
    mode: "occurred",
    roles: { subject: [ref(subject)], object: [ref(object)] },
    validity: validity(["2019-01-01", "2019-02-01", "2020-01-01", null]),
    saidBy: { id: "x", name: "X", anonymous: false },
    ...more,
  }) as Statement;

describe("lanes", () => {
  const told = [
    statement("1", "a", "b"),
    statement("2", "a", "c"),
    statement("3", "a", "c"),
    statement("4", "b", "a"),
    statement("5", "b", "c"),
  ];
  const found = lanesOf(told, new Set(["a"]), 2);
  it("come by other end and predicate, the most told first", () =>
    expect(found.lanes.map((lane) => [lane.label, lane.marks.length])).toEqual([
      ["fights c", 2],
      ["b fights a", 1],
    ]));
  it("say how many there are, and what is in none", () => expect([found.all, found.spoken]).toEqual([3, 1]));
  it("know what is sure, and what is open", () =>
    expect(span(validity(["2019-01-01", "2019-02-01", "2020-01-01", null]))).toEqual({
      shape: "span",
      from: numberOf("2019-01-01"),
      to: null,
      sureFrom: numberOf("2019-02-01"),
      sureTo: numberOf("2020-01-01"),
    }));
  it("claim nothing sure where start and end may cross", () =>
    expect(span(validity(["2019-01-01", "2019-06-01", "2019-03-01", "2019-12-31"]))).toMatchObject({
      sureFrom: null,
      sureTo: null,
    }));
  it("reach from the first to the last day", () =>
    expect(extent(found.lanes)).toEqual([numberOf("2019-01-01"), numberOf("2020-01-01")]));
  it("mark denials and plans", () => {
    const [lane] = lanesOf(
      [statement("6", "a", "b", { polarity: "denies", mode: "intended" })],
      new Set(["a"]),
      9,
    ).lanes;
    expect(lane?.marks[0]).toMatchObject({ denied: true, planned: true, href: "/statements/6" });
  });
  it("leave out what has no day", () =>
    expect(
      lanesOf([statement("7", "a", "b", { validity: validity([null, null, null, null]) })], new Set(["a"]), 9).undated,
    ).toBe(1));
});

describe("marks that overlap", () => {
  it("lie below one another, and touching ones do not", () =>
    expect(
      rowsOf([
        [0, 50],
        [10, 60],
        [50, 90],
        [60, 80],
      ]),
    ).toEqual([0, 1, 0, 1]));
  it("have four rows at most", () =>
    expect(Math.max(...rowsOf(Array.from({ length: 9 }, () => [0, 9] as const)))).toBe(3));
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

import "./page";
import { expect, test } from "vitest";
import ar from "../src/words/ar";
import { en } from "../src/words/en";
import { put } from "../src/words/translation";
import { inOther } from "../src/language";

/** Pages for those who write queries, load files or judge pairs; they stay English for now. */
const ENGLISH = ["adding", "cypher", "docs", "matches", "predicates.unlisted"];

type Texts = Readonly<Record<string, unknown>>;

function missing(english: Texts, other: Texts, path = ""): string[] {
  return Object.entries(english).flatMap(([key, text]) => {
    const found = other[key];
    if (found === undefined) return [path + key];
    const group = typeof text === "object" && text !== null && !Array.isArray(text);
    return group ? missing(text as Texts, found as Texts, `${path}${key}.`) : [];
  });
}

test("Arabic has every text but those of the pages that stay English", () => {
  expect(missing(en, ar as Texts).sort()).toEqual(ENGLISH);
});

test("Arabic has no text that English has not", () => {
  expect(missing(ar as Texts, en)).toEqual([]);
});

test("what is missing stays English, and is counted", () => {
  const english = { a: "one", b: { c: "two", d: ["x", "y"] } };
  expect(put(english, { b: { c: "اثنان" } })).toEqual({
    texts: { a: "one", b: { c: "اثنان", d: ["x", "y"] } },
    missing: 2,
    all: 3,
  });
});

test("a number takes the form that Arabic has for it", () => {
  const rows = [1, 2, 3, 11, 100, 103].map((n) => ar.entity!.number!(n));
  expect(rows).toEqual(["إفادة واحدة", "إفادتان", "3 إفادات", "11 إفادة", "100 إفادة", "103 إفادات"]);
});

test("days have Western digits and both names of the month", () => {
  const days = ["2026-02-05", "2026-01", "2016"].map((day) => ar.slider!.period!(day));
  expect(days).toEqual(["5 فبراير/شباط 2026", "يناير/كانون الثاني 2026", "2016"]);
});

test("the language of an address is changed, and files and data have none", () => {
  expect(inOther("/custody?held=a&as_of=2016#x", "ar")).toBe("/custody?held=a&as_of=2016&lang=ar#x");
  expect(inOther("/?lang=ar", "en")).toBe("/");
  expect(inOther("/custody.csv?held=a", "ar")).toBe("/custody.csv?held=a");
  expect(inOther("/v1/custody", "ar")).toBe("/v1/custody");
});

test("a day between Arabic words is in words, since digits with dashes would turn round", () => {
  expect(ar.timeline!.between!("2026-01-05", "2026-11-22")).toBe(
    "بين 5 يناير/كانون الثاني 2026 و22 نوفمبر/تشرين الثاني 2026",
  );
});

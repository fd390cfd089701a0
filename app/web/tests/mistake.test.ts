/** What a report of a mistake holds: the statements of an answer, wherever they stand in it, and its pin. */
import "./page";
import { expect, it } from "vitest";
import { reportOf } from "../src/parts/mistake";

const [one, two, three] = ["a".repeat(20), "b".repeat(20), "c".repeat(20)];

it("names each statement once, in the order of the answer", () => {
  const answer = {
    dataVersion: 7,
    pin: { hash: "x" },
    rows: [{ statements: [{ id: one, key: "k" }, two] }, { because: [{ statement: three }], statements: [one] }],
  };
  const found = reportOf({ title: "T", summary: "S", address: "/custody", answer }, "wrong") as Record<string, unknown>;
  expect(found.statements).toEqual([one, two, three]);
  expect([found.whoholds, found.text, found.dataVersion, found.pin]).toEqual(["mistake", "wrong", 7, { hash: "x" }]);
});

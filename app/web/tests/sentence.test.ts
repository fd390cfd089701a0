/** Statements as sentences. */
import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("document", { documentElement: { lang: "en" } });
const { lead, line, sentence, telling, text } = await import("../src/parts/sentence");

const ref = (name: string, kind = "state") => ({ id: name.toLowerCase(), name, kind });
const said = (predicate: string, roles: Record<string, ReturnType<typeof ref>[]>) =>
  text(sentence({ predicate, roles }));
const [iraq, sdf, us] = [ref("Iraq"), ref("SDF", "armed_group"), ref("United States")];
const suspects = ref("ISIS suspects", "detainees");

describe("a statement as a sentence", () => {
  it("tells who holds whom where", () =>
    expect(said("holds", { subject: [iraq], object: [suspects], at: [ref("al-Hol", "camp")] })).toBe(
      "Iraq holds ISIS suspects at al-Hol",
    ));
  it("knows one from many", () =>
    expect(said("guards", { subject: [sdf, us, iraq], object: [suspects] })).toBe(
      "SDF, United States and Iraq guard ISIS suspects",
    ));
  it("takes groups for people", () =>
    expect(said("part_of", { subject: [suspects], object: [ref("all", "people")] })).toBe(
      "ISIS suspects are part of all",
    ));
  it("names who gives up and who receives, with their places", () =>
    expect(
      said("transfers", {
        agent: [us],
        object: [suspects],
        from_holder: [sdf],
        from_place: [ref("Hasakah", "city")],
        to_holder: [iraq],
      }),
    ).toBe("United States transfers ISIS suspects from SDF at Hasakah to Iraq"));
  it("needs nobody who acts", () =>
    expect(said("transfers", { object: [suspects], to_place: [iraq] })).toBe("ISIS suspects are transferred to Iraq"));
  it("has something for a predicate that is new", () =>
    expect(said("sells_to", { subject: [us], object: [iraq] })).toBe("United States sells to Iraq"));
  it("says plainly that it is denied", () =>
    expect(
      line({
        predicate: "holds",
        roles: { subject: [iraq], object: [suspects] },
        polarity: "denies",
        mode: "occurred",
      }),
    ).toBe("denies that Iraq holds ISIS suspects"));
  it("never tells a plan as a deed", () => expect(lead({ polarity: "asserts", mode: "intended" })).toBe("intended:"));
  it("puts the speaker before it", () => expect(telling({ polarity: "asserts", mode: "urged" })).toBe("urges that"));
  it("has something for a mode that is new", () =>
    expect(telling({ polarity: "denies", mode: "half_meant" })).toBe("denies (half meant) that"));
  it("keeps names apart from the text, however hostile", () => {
    const evil = ref("<script>alert(1)</script> {object}");
    expect(sentence({ predicate: "holds", roles: { subject: [evil], object: [suspects] } })).toEqual([
      evil,
      " holds ",
      suspects,
    ]);
  });
});

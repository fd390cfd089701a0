/** The address is the state. */
import { describe, expect, it } from "vitest";
import { api, carried, changed, file, read, written } from "../src/address";

const at = (pathname: string, search = ""): ReturnType<typeof read> => read({ pathname, search });

describe("an address", () => {
  it("is asked of the API without what only the page reads", () =>
    expect(api(at("/custody", "?held=x&embed=1&sort=-count"))).toBe("/v1/custody?held=x"));
  it("has the same name as a file", () =>
    expect(file(at("/custody", "?held=x&sort=count"), "csv")).toBe("/custody.csv?held=x"));
  it("keeps its other parameters when one changes", () =>
    expect(written(changed(at("/custody", "?held=x&as_of=2019"), { as_of: null, holder: "sdf" }))).toBe(
      "/custody?held=x&holder=sdf",
    ));
  it("takes along what another view knows", () =>
    expect(carried(at("/custody", "?held=x&holder=y"), "/plans", ["held"])).toBe("/plans?held=x"));
  it("stays legible", () => expect(written(changed(at("/custody"), { exclude: "a,b" }))).toBe("/custody?exclude=a,b"));
  it("comes back as it was written", () => {
    const name = "a & b = <c> قسد";
    const address = changed(at("/search"), { q: name });
    expect(read(new URL(written(address), "http://localhost")).params.get("q")).toBe(name);
  });
});

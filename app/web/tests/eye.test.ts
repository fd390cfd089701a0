/** Where the picture is looked at from. */
import { describe, expect, it } from "vitest";
import { distance, eyeOf, fitted, panned, placeAt, projected, textOf, zoomed } from "../src/draw/eye";

const SIZE = { width: 800, height: 600 };
const EYE = { x: 0.1, y: -0.2, ratio: 0.5 };

describe("the eye", () => {
  it("sees its own place in the middle", () => expect(projected(EYE, SIZE, EYE)).toEqual({ x: 400, y: 300 }));
  it("has up above", () => expect(projected(EYE, SIZE, { x: 0.1, y: 0 }).y).toBeLessThan(300));
  it("finds the place under a point", () => {
    const place = placeAt(EYE, SIZE, { x: 123, y: 456 });
    expect(projected(EYE, SIZE, place).x).toBeCloseTo(123);
    expect(projected(EYE, SIZE, place).y).toBeCloseTo(456);
  });
  it("keeps the place under the pointer when it comes closer", () => {
    const place = placeAt(EYE, SIZE, { x: 50, y: 60 });
    expect(projected(zoomed(EYE, SIZE, 0.5, { x: 50, y: 60 }), SIZE, place).x).toBeCloseTo(50);
  });
  it("follows the hand", () => expect(projected(panned(EYE, SIZE, 30, -10), SIZE, EYE).x).toBeCloseTo(430));
  it("sees all places", () => {
    const places = [
      { x: -0.6, y: 0.9 },
      { x: 0.2, y: -0.4 },
    ];
    const eye = fitted(places, SIZE);
    for (const { x, y } of places.map((place) => projected(eye, SIZE, place)))
      expect(x > 0 && x < 800 && y > 0 && y < 600).toBe(true);
  });
  it("comes back from the address", () => expect(eyeOf(textOf(EYE))).toEqual(EYE));
  it.each(["", "1,2", "a,b,c", "0,0,0", "0,0,99", "1,2,3,4"])("is not %s", (text) => expect(eyeOf(text)).toBeNull());
  it("measures to a line, not beyond its ends", () => {
    expect(distance({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(3);
    expect(distance({ x: 13, y: 4 }, { x: 0, y: 0 }, { x: 10, y: 0 })).toBe(5);
  });
});

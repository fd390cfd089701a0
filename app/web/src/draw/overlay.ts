/**
 * What is pointed at, above the rest, which is dimmed meanwhile: it is little, so it is painted flat, and the picture
 * itself need not be drawn again.
 */
import { drawSpot, drawTie, fit } from "./brush";
import { palette } from "./drawing";
import { projected, type Eye, type Size } from "./eye";
import type { Neighbours } from "./neighbours";
import type { Shown } from "./scene";

export class Overlay {
  readonly element = document.createElement("canvas");
  private readonly brush = this.element.getContext("2d");

  constructor() {
    this.element.className = "overlay";
    this.element.hidden = true;
  }

  /** Shows these alone; null shows nothing. */
  show(lit: Neighbours | null, shown: Shown, eye: Eye, size: Size): void {
    this.element.hidden = !lit || !this.brush;
    if (!lit || !this.brush) return;
    fit(this.element, this.brush, size);
    const colours = palette(this.element);
    const at = (spot: number): ReturnType<typeof projected> => projected(eye, size, shown.scene.spots[spot]!);
    for (const tie of lit.ties) {
      const { a, b } = shown.scene.ties[tie]!;
      drawTie(this.brush, colours, shown.strokes[tie], [at(a), at(b)]);
    }
    for (const spot of lit.spots) drawSpot(this.brush, colours, shown, spot, at(spot));
  }
}

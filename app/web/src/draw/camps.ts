/** The two camps of a day as light shades under the picture: room around each actor, and along what ties friends. */
import { fit } from "./brush";
import { projected, type Eye, type Size } from "./eye";
import type { Shown } from "./scene";

/** The ids of the actors of one camp, and of the other. */
export type Camps = readonly [ReadonlySet<string>, ReadonlySet<string>];

const ROOM = 22;

export class CampShades {
  readonly elements = (["one", "other"] as const).map((name) => {
    const canvas = document.createElement("canvas");
    canvas.className = `camp ${name}`;
    canvas.hidden = true;
    return canvas;
  });

  show(camps: Camps | null, shown: Shown, eye: Eye, size: Size): void {
    this.elements.forEach((canvas, side) => {
      const brush = canvas.getContext("2d");
      canvas.hidden = !camps || !brush;
      if (!camps || !brush) return;
      fit(canvas, brush, size);
      // all of a camp in one colour; how light it is, is for the style sheet, so that what overlaps is no darker
      brush.strokeStyle = brush.fillStyle = getComputedStyle(canvas).color;
      brush.lineCap = "round";
      brush.lineWidth = 2 * ROOM;
      const { spots, ties } = shown.scene;
      const isIn = (at: number): boolean => shown.degrees[at]! > 0 && camps[side]!.has(spots[at]!.id);
      const line = (from: number, to: number): void => {
        const [start, end] = [projected(eye, size, spots[from]!), projected(eye, size, spots[to]!)];
        brush.beginPath();
        brush.moveTo(start.x, start.y);
        brush.lineTo(end.x, end.y);
        brush.stroke();
      };
      for (const [at, spot] of spots.entries()) {
        if (!isIn(at)) continue;
        const { x, y } = projected(eye, size, spot);
        brush.beginPath();
        brush.arc(x, y, ROOM, 0, 2 * Math.PI);
        brush.fill();
      }
      ties.forEach(({ a, b }, at) => shown.strokes[at]?.ink === "friendly" && isIn(a) && isIn(b) && line(a, b));
    });
  }
}

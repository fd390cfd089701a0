/** The drawing without WebGL: the same picture on a flat canvas, painted whole each time. */
import { palette, PICKED, type Drawing, type Palette } from "./drawing";
import { projected, type Eye, type Point, type Size } from "./eye";
import { dashes, widths } from "./palette";
import type { Shown } from "./scene";

export function flat(container: HTMLElement): Drawing {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d")!;
  container.append(canvas);
  let shown: Shown | null = null;
  let colours: Palette = palette(container);
  let eye: Eye = { x: 0, y: 0, ratio: 1 };
  let picked = -1;

  const fit = (): Size => {
    const size = { width: container.clientWidth || 1, height: container.clientHeight || 1 };
    const dense = devicePixelRatio || 1;
    canvas.width = size.width * dense;
    canvas.height = size.height * dense;
    brush.setTransform(dense, 0, 0, dense, 0, 0);
    return size;
  };
  const line = (at: number, points: readonly Point[]): void => {
    const stroke = shown!.strokes[at];
    if (!stroke) return;
    const { a, b } = shown!.scene.ties[at]!;
    brush.strokeStyle =
      at === picked ? colours.picked : (stroke.weight === "possible" ? colours.pales : colours.inks)[stroke.ink];
    brush.lineWidth = at === picked ? PICKED : widths[stroke.weight];
    brush.setLineDash([...dashes[stroke.line]]);
    const [from, to] = [points[a]!, points[b]!];
    brush.beginPath();
    brush.moveTo(from.x, from.y);
    brush.lineTo(to.x, to.y);
    brush.stroke();
  };
  const spot = (at: number, { x, y }: Point): void => {
    const awake = shown!.degrees[at]! > 0;
    if (!awake && !shown!.hasAsleep) return;
    brush.fillStyle = awake ? colours.spot : colours.asleep;
    brush.beginPath();
    brush.arc(x, y, awake ? shown!.scene.spots[at]!.size : 2.5, 0, 2 * Math.PI);
    brush.fill();
  };
  const paint = (): void => {
    if (!shown) return;
    const size = fit();
    const points = shown.scene.spots.map((place) => projected(eye, size, place));
    shown.scene.ties.forEach((_, at) => line(at, points));
    brush.setLineDash([]);
    points.forEach((point, at) => spot(at, point));
  };

  return {
    stage: (next) => {
      shown = next;
      picked = -1;
      colours = palette(container);
      paint();
    },
    paint,
    look: (next) => {
      eye = next;
      paint();
    },
    pick: (tie) => {
      if (tie === picked) return;
      picked = tie;
      paint();
    },
    close: () => canvas.remove(),
  };
}

/** The drawing without WebGL: the same picture on a flat canvas, painted whole each time. */
import { palette, WIDTH, type Drawing, type Palette } from "./drawing";
import { projected, type Eye, type Point, type Size } from "./eye";
import type { Line, Shown } from "./scene";

const DASHES: Readonly<Record<Line, readonly number[]>> = { solid: [], dashed: [7, 4], dotted: [2.4, 3.6], double: [] };

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
    brush.strokeStyle = at === picked ? colours.picked : (stroke.pale ? colours.pales : colours.inks)[stroke.ink];
    brush.lineWidth = at === picked ? WIDTH.picked : stroke.pale ? WIDTH.possible : WIDTH.certain;
    brush.setLineDash([...DASHES[stroke.line]]);
    for (const [from, to] of stroke.line === "double"
      ? beside(points[a]!, points[b]!)
      : [[points[a]!, points[b]!] as const]) {
      brush.beginPath();
      brush.moveTo(from.x, from.y);
      brush.lineTo(to.x, to.y);
      brush.stroke();
    }
  };
  const spot = (at: number, { x, y }: Point): void => {
    const awake = shown!.degrees[at]! > 0;
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

/** Two lines beside the one between two points. */
function beside(a: Point, b: Point): readonly (readonly [Point, Point])[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [x, y] = [(-(b.y - a.y) / length) * 2, ((b.x - a.x) / length) * 2];
  return [1, -1].map(
    (side) =>
      [
        { x: a.x + side * x, y: a.y + side * y },
        { x: b.x + side * x, y: b.y + side * y },
      ] as const,
  );
}

/** The drawing without WebGL: the same picture on a flat canvas, painted whole each time. */
import { drawSpot, drawTie, fit } from "./brush";
import { palette, type Drawing, type Palette } from "./drawing";
import { projected, type Eye } from "./eye";
import type { Shown } from "./scene";

export function flat(container: HTMLElement): Drawing {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d")!;
  container.append(canvas);
  let shown: Shown | null = null;
  let colours: Palette = palette(container);
  let eye: Eye = { x: 0, y: 0, ratio: 1 };
  let picked = -1;

  const paint = (): void => {
    if (!shown) return;
    const size = { width: container.clientWidth || 1, height: container.clientHeight || 1 };
    fit(canvas, brush, size);
    const { ties } = shown.scene;
    const points = shown.scene.spots.map((place) => projected(eye, size, place));
    for (const [at, { a, b }] of ties.entries())
      drawTie(brush, colours, shown.strokes[at], [points[a]!, points[b]!], at === picked);
    for (const [at, point] of points.entries()) drawSpot(brush, colours, shown, at, point);
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

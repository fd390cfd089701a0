/** Lines and actors on a flat canvas: the whole picture without WebGL, and what is pointed at above every picture. */
import { PICKED, type Palette } from "./drawing";
import type { Point, Size } from "./eye";
import { dashes, widths } from "./palette";
import type { Shown, Stroke } from "./scene";

/** The canvas as large as its place, empty, in CSS pixels. */
export function fit(canvas: HTMLCanvasElement, brush: CanvasRenderingContext2D, size: Size): void {
  const dense = devicePixelRatio || 1;
  canvas.width = size.width * dense;
  canvas.height = size.height * dense;
  brush.setTransform(dense, 0, 0, dense, 0, 0);
}

export function drawTie(
  brush: CanvasRenderingContext2D,
  { inks, pales, picked }: Palette,
  stroke: Stroke | null | undefined,
  [from, to]: readonly [Point, Point],
  isPicked = false,
): void {
  if (!stroke) return;
  brush.strokeStyle = isPicked ? picked : (stroke.weight === "possible" ? pales : inks)[stroke.ink];
  brush.lineWidth = isPicked ? PICKED : widths[stroke.weight];
  brush.setLineDash([...dashes[stroke.line]]);
  brush.beginPath();
  brush.moveTo(from.x, from.y);
  brush.lineTo(to.x, to.y);
  brush.stroke();
}

export function drawSpot(
  brush: CanvasRenderingContext2D,
  colours: Palette,
  shown: Shown,
  at: number,
  { x, y }: Point,
): void {
  const awake = shown.degrees[at]! > 0;
  if (!awake && !shown.hasAsleep) return;
  const { size, square } = shown.scene.spots[at]!;
  const radius = awake ? size : Math.min(size, 2.5);
  brush.fillStyle = awake ? colours.spot : colours.asleep;
  brush.beginPath();
  if (square) brush.rect(x - radius * SIDE, y - radius * SIDE, 2 * radius * SIDE, 2 * radius * SIDE);
  else brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
}

/** Half the side of a square that looks as large as a disc, in radii. */
export const SIDE = 0.88;

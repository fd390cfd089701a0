/**
 * Where the picture is looked at from, and what lies under the pointer. Pure: neither renderer nor browser is needed.
 *
 * Places are those of the data version, roughly from -1 to 1, upwards; points are CSS pixels from the top left.
 */
export interface Eye {
  readonly x: number;
  readonly y: number;
  /** How much of the places the shorter side shows: 1 shows from -1 to 1. */
  readonly ratio: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const NEAREST = 0.01;
const FURTHEST = 4;
const MARGIN = 1.2;

/** Pixels for one unit of places. */
export function scaleOf(eye: Eye, size: Size): number {
  return Math.min(size.width, size.height) / (2 * eye.ratio);
}

export function projected(eye: Eye, size: Size, place: Point): Point {
  const scale = scaleOf(eye, size);
  return { x: size.width / 2 + (place.x - eye.x) * scale, y: size.height / 2 - (place.y - eye.y) * scale };
}

export function placeAt(eye: Eye, size: Size, point: Point): Point {
  const scale = scaleOf(eye, size);
  return { x: eye.x + (point.x - size.width / 2) / scale, y: eye.y - (point.y - size.height / 2) / scale };
}

export function panned(eye: Eye, size: Size, right: number, down: number): Eye {
  const scale = scaleOf(eye, size);
  return { ...eye, x: eye.x - right / scale, y: eye.y + down / scale };
}

/** Nearer (factor below 1) or further, while the place at the point stays where it is. */
export function zoomed(
  eye: Eye,
  size: Size,
  factor: number,
  point: Point = { x: size.width / 2, y: size.height / 2 },
): Eye {
  const ratio = Math.min(FURTHEST, Math.max(NEAREST, eye.ratio * factor));
  const fixed = placeAt(eye, size, point);
  const by = ratio / eye.ratio;
  return { x: fixed.x + (eye.x - fixed.x) * by, y: fixed.y + (eye.y - fixed.y) * by, ratio };
}

/** The eye that sees all places, with a margin for their names. */
export function fitted(places: readonly Point[], size: Size): Eye {
  if (!places.length) return { x: 0, y: 0, ratio: 1 };
  const [left, right] = extent(places.map((place) => place.x));
  const [low, high] = extent(places.map((place) => place.y));
  const shorter = Math.min(size.width, size.height);
  const ratio = Math.max(((right - left) * shorter) / size.width, ((high - low) * shorter) / size.height) / 2;
  return { x: (left + right) / 2, y: (low + high) / 2, ratio: Math.max(NEAREST * 5, ratio * MARGIN) };
}

function extent(values: readonly number[]): readonly [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** `x,y,ratio` of the address; null for anything else. */
export function eyeOf(text: string | null): Eye | null {
  const [x, y, ratio, ...more] = (text ?? "").split(",").map(Number);
  if (x === undefined || y === undefined || ratio === undefined || more.length) return null;
  if (![x, y, ratio].every(Number.isFinite) || ratio < NEAREST || ratio > FURTHEST) return null;
  return { x, y, ratio };
}

export function textOf(eye: Eye): string {
  return [eye.x, eye.y, eye.ratio].map((value) => Number(value.toFixed(4))).join(",");
}

/** How far a point is from a line between two others. */
export function distance(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length)) : 0;
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}

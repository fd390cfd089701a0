/** What both renderers do; the picture around them (labels, pointer, buttons) is the same. */
import type { Eye } from "./eye";
import type { Changed, Ink, Shown } from "./scene";

export interface Drawing {
  /** Another scene, drawn from the beginning. */
  stage(shown: Shown): void;
  /** Draws now; where it is told what changed, only that is worked out again. */
  paint(changed: Changed): void;
  look(eye: Eye): void;
  /** A tie to stand out; -1 for none. */
  pick(tie: number): void;
  close(): void;
}

/** The page's own colours, read where the picture stands, so that they follow light and dark. */
export interface Palette {
  readonly inks: Readonly<Record<Ink, string>>;
  readonly pales: Readonly<Record<Ink, string>>;
  readonly spot: string;
  readonly asleep: string;
  readonly picked: string;
}

/** How much of a line that is only possible is paper: as in the server's pictures. */
const PALE = 0.4;
const INKS: readonly Ink[] = ["friendly", "hostile", "neutral", "mixed"];

export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const forced = matchMedia("(forced-colors: active)").matches;
  const paper = rgb(forced ? style.backgroundColor : style.getPropertyValue("--paper"));
  const ink = (name: string): readonly number[] => rgb(forced ? style.color : style.getPropertyValue(`--${name}`));
  const each = (of: (name: Ink) => string): Record<Ink, string> =>
    Object.fromEntries(INKS.map((name) => [name, of(name)])) as Record<Ink, string>;
  return {
    inks: each((name) => hex(ink(name))),
    pales: each((name) => hex(mixed(ink(name), paper, PALE))),
    spot: hex(ink("node")),
    asleep: hex(mixed(ink("rule"), paper, 0.55)),
    picked: hex(ink("link")),
  };
}

function rgb(colour: string): readonly number[] {
  const text = colour.trim();
  if (/^#[\da-f]{3}$/i.test(text)) return Array.from(text.slice(1), (digit) => parseInt(digit + digit, 16));
  if (/^#[\da-f]{6}$/i.test(text)) return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const found = text
    .match(/[\d.]+/g)
    ?.slice(0, 3)
    .map(Number);
  return found?.length === 3 ? found : [128, 128, 128];
}

function mixed(one: readonly number[], other: readonly number[], share: number): readonly number[] {
  return one.map((value, at) => Math.round(value * (1 - share) + other[at]! * share));
}

function hex(colour: readonly number[]): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

/** How wide a picked line is, in pixels. */
export const PICKED = 4;

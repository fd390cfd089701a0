/** A network on every day of a period, as the service sends it once; each day is then found here, without asking. */
import { numberOf } from "../days";
import type { Spell, SpellsAnswer } from "../types";
import { pairOf, strokeOf, type Ink, type Scene, type Stroke } from "./scene";

interface Part {
  readonly start: number;
  readonly end: number;
  readonly stroke: Stroke;
}

/** The parts of each pair's time, in the order of the scene's ties. */
export type Calendar = readonly (readonly Part[])[];

export function calendarOf(scene: Scene, edges: SpellsAnswer["edges"]): Calendar {
  const spells = new Map(edges.map((edge) => [pairOf(edge.a, edge.b), edge.spells]));
  return scene.ties.map((tie) => (spells.get(tie.id) ?? []).map(part));
}

function part([start, end, sign, mixed, certainty, knownCertainty]: Spell): Part {
  const sure = certainty === "certain" && knownCertainty === "certain" ? "certain" : "possible";
  return { start: numberOf(start)!, end: numberOf(end)!, stroke: strokeOf(sign, mixed, sure) };
}

/** How a pair looks on a day; null where nothing is known of it then. */
export function strokeOn(parts: readonly Part[], day: number): Stroke | null {
  for (const { start, end, stroke } of parts) {
    if (day < start) return null;
    if (day <= end) return stroke;
  }
  return null;
}

/** How many pairs of each kind are shown. */
export function tallied(strokes: readonly (Stroke | null)[]): Readonly<Record<Ink, number>> {
  const found = { friendly: 0, hostile: 0, neutral: 0, mixed: 0 };
  for (const stroke of strokes) if (stroke) found[stroke.ink]++;
  return found;
}

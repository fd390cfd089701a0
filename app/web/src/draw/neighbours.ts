/** What belongs to what is pointed at: of an actor its pairs and their other ends, of a pair its two actors. Pure. */
import type { Shown } from "./scene";
import type { Under } from "./under";

export interface Neighbours {
  readonly ties: readonly number[];
  /** The actor itself first. */
  readonly spots: readonly number[];
}

export function neighboursOf(shown: Shown, found: NonNullable<Under>): Neighbours {
  const { ties } = shown.scene;
  if (found.kind === "tie") return { ties: [found.at], spots: [ties[found.at]!.a, ties[found.at]!.b] };
  const own = ties
    .map((_, at) => at)
    .filter((at) => shown.strokes[at] && (ties[at]!.a === found.at || ties[at]!.b === found.at));
  const others = own.map((at) => (ties[at]!.a === found.at ? ties[at]!.b : ties[at]!.a));
  return { ties: own, spots: [...new Set([found.at, ...others])] };
}

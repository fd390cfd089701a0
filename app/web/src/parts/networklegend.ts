/** What the lines and the marks of a network of a day mean, and how much of it is drawn. */
import type { Child } from "../dom";
import { signs } from "../draw/palette";
import { inkOf } from "../draw/scene";
import { words } from "../words";
import { legend, mark, sample } from "./legend";

const SIGNS = [1, -1, 0, null] as const;

export function captionOf(drawn: number, placeless: number, cut: boolean): Child {
  const entries = SIGNS.map((sign) => {
    const ink = inkOf(sign, sign === null);
    return { sample: sample(signs[ink], ink), text: words.sign[ink] };
  });
  const doubt = [
    { sample: sample("solid", "ink"), text: words.network.certain },
    { sample: sample("solid", "ink", "possible"), text: words.network.possible },
  ];
  const shapes = (["square", "disc"] as const).map((shape) => ({ sample: mark(shape), text: words.network[shape] }));
  const numbers = [
    words.network.drawn(drawn),
    cut && words.network.most(drawn),
    placeless > 0 && words.network.placeless(placeless),
  ]
    .filter(Boolean)
    .join(" ");
  return legend(
    [...entries, ...doubt, ...shapes],
    `${words.network.contested}. ${words.network.noLine} ${words.network.places}`,
    numbers,
  );
}

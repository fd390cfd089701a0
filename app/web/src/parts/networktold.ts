/** What is told of an actor or a pair of a network that is pointed at. */
import type { Child } from "../dom";
import type { Shown } from "../draw/scene";
import { tallied } from "../draw/spells";
import { words } from "../words";
import { named } from "./cells";

/** `isCentral` of the actor that is asked about, which leads to its page. */
export function tellSpot(shown: Shown, at: number, isCentral: (id: string) => boolean): Child {
  const { id, name } = shown.scene.spots[at]!;
  const own = shown.strokes.filter((_, tie) => shown.scene.ties[tie]!.a === at || shown.scene.ties[tie]!.b === at);
  const { friendly, hostile, neutral, mixed } = tallied(own);
  return [
    named(name),
    ": ",
    words.network.pairs(friendly, hostile, neutral, mixed),
    ". ",
    isCentral(id) ? words.network.open : words.network.aroundActor,
  ];
}

export function tellTie(shown: Shown, at: number): Child {
  const { a, b } = shown.scene.ties[at]!;
  const stroke = shown.strokes[at];
  const [one, other] = [shown.scene.spots[a]!.name, shown.scene.spots[b]!.name];
  return [
    named(one),
    " – ",
    named(other),
    ": ",
    stroke && `${words.sign[stroke.ink]}, ${words.doubt[stroke.weight === "possible" ? "possible" : "certain"]}`,
  ];
}

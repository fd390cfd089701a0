/** What lies above and below the picture of a network: what is pointed at, and the shades of camps. */
import { h, type Child } from "../dom";
import { CampShades, type Camps } from "../draw/camps";
import type { Eye, Size } from "../draw/eye";
import { neighboursOf, type Neighbours } from "../draw/neighbours";
import { Overlay } from "../draw/overlay";
import type { Shown } from "../draw/scene";
import type { Under } from "../draw/under";
import { words } from "../words";

export interface Events {
  readonly spot: (id: string) => void;
  readonly tie: (id: string) => void;
  readonly camera: (text: string | null) => void;
  /** What is told of an actor or a pair that is pointed at. */
  readonly told: (shown: Shown, at: NonNullable<Under>) => Child;
  /** The pairs that are pointed at, by their ids. */
  readonly lit: (pairs: readonly string[]) => void;
}

/** The place of a picture, which keys move in too. */
export function makeStage(): HTMLElement {
  return h("div", {
    class: "stage",
    tabindex: 0,
    role: "group",
    "aria-label": words.network.keys,
    "aria-keyshortcuts": "+ - 0",
  });
}

export class Layers {
  private readonly overlay = new Overlay();
  private readonly shades = new CampShades();
  readonly above: Element = this.overlay.element;
  readonly below: readonly Element[] = this.shades.elements;
  /** What is pointed at, with what belongs to it. */
  lit: Neighbours | null = null;
  camps: Camps | null = null;
  private under: Under = null;

  /** Something else is pointed at; false where it is the same. */
  light(found: Under, shown: Shown): boolean {
    if (found?.kind === this.under?.kind && found?.at === this.under?.at) return false;
    this.under = found;
    this.lit = found && neighboursOf(shown, found);
    return true;
  }

  paint(shown: Shown, eye: Eye, size: Size): void {
    this.overlay.show(this.lit, shown, eye, size);
    this.shades.show(this.camps, shown, eye, size);
  }
}

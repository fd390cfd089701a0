/**
 * The alliances of one actor as the server draws them: friends on one side, foes on the other.
 *
 * A mark is a pair: it is chosen where it is clicked, and is lit together with its row.
 */
import { h } from "../dom";
import { words } from "../words";
import { Chart } from "./chart";

export interface AroundEvents {
  readonly chosen: (pair: string) => void;
  /** The pair that is pointed at or has the focus; null for none. */
  readonly lit: (pair: string | null) => void;
}

export class Around {
  readonly element = h("div", { class: "around", hidden: true });
  private readonly chart = new Chart(this.element, words.network.around);
  /** The picture that is asked for next, while another one is on its way. */
  private next: string | null = null;
  private busy = false;
  private picked: string | null = null;

  constructor(events: AroundEvents) {
    const tell = (pair: string | null): void => {
      this.light(pair);
      events.lit(pair);
    };
    const lit = (event: Event): void => tell(pairAt(event.target));
    this.element.addEventListener("click", (event) => {
      const pair = pairAt(event.target);
      if (pair === null || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      events.chosen(pair);
    });
    this.element.addEventListener("pointerover", lit);
    this.element.addEventListener("focusin", lit);
    this.element.addEventListener("pointerleave", () => tell(null));
    this.element.addEventListener("focusout", () => tell(null));
  }

  /** Shows the picture at an address, in the middle of a place that is narrower than it. */
  async show(from: string, signal: AbortSignal): Promise<void> {
    const isFirst = !this.element.querySelector("svg");
    await this.chart.show(from, signal);
    const place = this.element.querySelector(".inlined");
    if (isFirst && place) place.scrollLeft = (place.scrollWidth - place.clientWidth) / 2;
    this.pick(this.picked);
  }

  /** While the day moves: one picture at a time, and the newest one next. */
  async follow(from: string, signal: AbortSignal): Promise<void> {
    this.next = from;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.next !== null && !signal.aborted) {
        const now: string = this.next;
        this.next = null;
        await this.show(now, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.busy = false;
    }
  }

  pick(pair: string | null): void {
    this.picked = pair;
    this.toggle("picked", pair);
  }

  light(pair: string | null): void {
    this.toggle("lit", pair);
  }

  clear(): void {
    this.next = null;
    this.chart.clear();
  }

  private toggle(name: string, pair: string | null): void {
    for (const mark of this.element.querySelectorAll("a[data-pair]")) {
      mark.classList.toggle(name, pair !== null && mark.getAttribute("data-pair") === pair);
    }
  }
}

function pairAt(target: EventTarget | null): string | null {
  return (target as Element | null)?.closest("a[data-pair]")?.getAttribute("data-pair") ?? null;
}

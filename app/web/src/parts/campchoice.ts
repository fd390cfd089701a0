/** Whether the two camps of a day are shaded, as `/v1/alliances/balance` finds them, and what it says of them. */
import { ask, Refused } from "../api";
import { h } from "../dom";
import type { Camps } from "../draw/camps";
import type { BalanceAnswer } from "../types";
import { words } from "../words";

/** Seconds that the search for the camps may take. */
const SECONDS = 3;

export class CampChoice {
  private readonly box = h("input", { type: "checkbox" });
  private readonly says = h("p", { class: "camps", hidden: true });
  readonly element = h("div", {}, h("label", {}, this.box, ` ${words.network.camps}`), this.says);
  private asked: { readonly from: string; readonly signal: AbortSignal } | null = null;

  constructor(private readonly shade: (camps: Camps | null) => void) {
    this.box.addEventListener("change", () => void this.show());
  }

  /** The day of which it is asked, if it is. */
  async follow(from: string, signal: AbortSignal): Promise<void> {
    this.asked = { from: `${from}&seconds=${SECONDS}`, signal };
    await this.show();
  }

  private async show(): Promise<void> {
    const { asked } = this;
    this.says.hidden = !this.box.checked;
    if (!this.box.checked || !asked) {
      this.shade(null);
      return;
    }
    this.says.textContent = words.status.loading;
    try {
      const answer = await ask<BalanceAnswer>(asked.from, asked.signal);
      if (asked !== this.asked) return;
      // the parts of the network with more than a single quarrel
      const parts = answer.camps.filter(({ one, other }) => one.length + other.length > 2);
      const side = (name: "one" | "other"): ReadonlySet<string> =>
        new Set(parts.flatMap((part) => part[name].map(({ id }) => id)));
      this.shade(parts.length ? [side("one"), side("other")] : null);
      this.says.textContent = answer.summary;
    } catch (error) {
      if (asked.signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      this.says.textContent = error.trouble.detail;
    }
  }
}

/** An entity's friends and foes when they were last told of, and whom it holds or held, or who holds them. */
import { carried, type Address } from "../address";
import { ask, Refused } from "../api";
import { fill, h, type Child } from "../dom";
import { Chart } from "../parts/chart";
import { table, type Column } from "../parts/table";
import type { AlliancesAnswer, AlliancesSeriesAnswer, CustodyAnswer, CustodyRow, EntityAnswer } from "../types";
import { words } from "../words";
import { COLUMNS } from "./custody-columns";

type Whole = EntityAnswer["entity"];
const { entity: own } = words;

const LENS = ["known_at", "exclude", "trust", "min_independent", "reviewed"];
/** So many rows of custody are in sight; all are behind the link. */
const FEW = 6;
const SHOWN = ["holder", "held", "count", "place", "certainty", "saidBy"];

type Part = readonly [parameter: string, heading: string, column: string];

/** As what an entity stands in a question on custody. */
const PARTS: Readonly<Record<string, Part>> = {
  Actor: ["holder", own.holds, "holder"],
  Group: ["held", own.isHeld, "held"],
  Place: ["place", own.isHeldThere, "place"],
};

/** What ties an entity to others, each with its sentence, and a link to the whole answer. */
export class Ties {
  private readonly sides = h("section", { class: "sides", hidden: true });
  private readonly figure = h("figure");
  private readonly chart = new Chart(this.figure, words.network.around);
  private readonly custody = h("section", { class: "custody", hidden: true });
  readonly element = h("div", { class: "ties" }, this.sides, this.custody);

  async show(entity: Whole, address: Address, signal: AbortSignal): Promise<void> {
    await Promise.all([this.showSides(entity, address, signal), this.showCustody(entity, address, signal)]);
  }

  clear(): void {
    this.sides.hidden = this.custody.hidden = true;
    this.chart.clear();
  }

  private async showSides(entity: Whole, address: Address, signal: AbortSignal): Promise<void> {
    const year = entity.label === "Actor" ? await lastYear(entity.id, address, signal) : null;
    this.sides.hidden = !year;
    if (!year) {
      this.chart.clear();
      return;
    }
    const href = carried(address, "/alliances", LENS, { actor: entity.id, as_of: year });
    const { summary } = await ask<AlliancesAnswer>(`/v1${href}&limit=1`, signal);
    signal.throwIfAborted();
    fill(this.sides, h("h2", {}, own.sides(year)), h("p", {}, summary, " ", h("a", { href }, own.whole)), this.figure);
    await this.chart.show(carried(address, "/v1/alliances.svg", LENS, { actor: entity.id, as_of: year }), signal);
  }

  private async showCustody(entity: Whole, address: Address, signal: AbortSignal): Promise<void> {
    const part = PARTS[entity.label];
    const href = part && carried(address, "/custody", LENS, { [part[0]]: entity.id });
    const answer = href ? await answered<CustodyAnswer>(`/v1${href}`, signal) : null;
    signal.throwIfAborted();
    const isThere = Boolean(answer && answer.rows.length + answer.lastKnown.length);
    this.custody.hidden = !isThere;
    fill(this.custody, isThere && part && href && answer ? this.custodyOf(answer, part, href) : null);
  }

  private custodyOf({ rows, lastKnown, summary }: CustodyAnswer, [, heading, itself]: Part, href: string): Child {
    const columns = COLUMNS.filter(({ key }) => SHOWN.includes(key) && key !== itself);
    return [
      h("h2", {}, heading),
      h("p", {}, summary, " ", h("a", { href }, own.whole)),
      this.part(rows, columns, own.now),
      lastKnown.length > 0 &&
        h(
          "details",
          { class: "aside", open: !rows.length },
          h("summary", {}, `${words.custody.lastKnown} (${lastKnown.length})`),
          this.part(lastKnown, columns, words.custody.lastKnown),
        ),
    ];
  }

  private part(rows: readonly CustodyRow[], columns: readonly Column<CustodyRow>[], caption: string): Child {
    const left = rows.length - FEW;
    return (
      rows.length > 0 && [
        table(
          rows.slice(0, FEW),
          columns.map(({ key, head, cell, numeric = false }) => ({ key, head, cell, numeric })),
          { caption, sort: null, onSort: () => undefined },
        ),
        left > 0 && h("p", {}, own.moreRows(left)),
      ]
    );
  }
}

/** The last year with evidence on whom an actor sided with; null where there is none. */
async function lastYear(actor: string, address: Address, signal: AbortSignal): Promise<string | null> {
  const from = carried(address, "/v1/alliances/series", LENS, { actor, step: "P1Y" });
  const answer = await answered<AlliancesSeriesAnswer>(from, signal);
  const last = answer?.rows.filter((row) => row.certain + row.possible > 0).at(-1);
  return last?.start.slice(0, 4) ?? null;
}

/** Null for what the service refuses: the page of an entity stands without it. */
async function answered<T>(from: string, signal: AbortSignal): Promise<T | null> {
  try {
    return await ask<T>(from, signal);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

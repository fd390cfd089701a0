/**
 * Alliances as they move: the slider over its histogram, and the picture that follows it.
 *
 * The spells of all days are asked for once; a day is then found here. The table, which answers, follows when the day
 * rests.
 */
import { api, carried, changed, type Address } from "../address";
import { ask, Refused } from "../api";
import { dayOf, numberOf, today } from "../days";
import { h } from "../dom";
import { pairOf, sceneOf, strokeOf, type Stroke } from "../draw/scene";
import { calendarOf, strokeOn, type Calendar } from "../draw/spells";
import type { AlliancesSeriesAnswer, NetworkAnswer, SpellsAnswer } from "../types";
import type { Context } from "../view";
import { words } from "../words";
import { Around } from "./around";
import { CampChoice } from "./campchoice";
import { askCredit } from "./chart";
import { barsOf } from "./histogram";
import { captionOf } from "./networklegend";
import { tellSpot, tellTie } from "./networktold";
import { Picture } from "./picture";
import { Slider } from "./slider";
import { grainOf, middleOf, periodAt, stepOf, type Grain } from "./steps";

const ALIKE = [
  "actor",
  "sign",
  "known_at",
  "certainty",
  "max_gap_days",
  "version",
  "trust",
  "exclude",
  "min_independent",
  "reviewed",
];

const BALANCE = "/v1/alliances/balance";

export class OverTime {
  readonly slider = new Slider({
    moved: (day, since) => this.moved(day, since),
    rested: (day, first) => this.context.go({ as_of: periodAt(day, this.grain), cursor: null }, { replace: !first }),
    changed: (changes) => this.context.go(changes, { replace: true }),
  });
  private readonly picture: Picture;
  private readonly around: Around;
  private readonly camps: CampChoice;
  private readonly credit = h("p", { class: "credit" });
  readonly panel: HTMLElement;
  readonly below: HTMLElement;
  private calendar: Calendar | null = null;
  private begun: { readonly key: string; readonly done: Promise<void> } | null = null;
  private drawn = "";
  private waiting = new AbortController();
  private all: readonly [number, number] | null = null;
  private bars = "";
  private grain: Grain = "day";
  /** Whether one actor is drawn among its friends and foes, and not a network. */
  private isAround = false;

  constructor(
    figure: HTMLElement,
    private readonly context: Context,
    private readonly events: {
      /** The day moves: sentence and table are of another one. */
      readonly moving: () => void;
      /** The pairs that are pointed at in the picture. */
      readonly lit: (pairs: readonly string[]) => void;
    },
  ) {
    this.picture = new Picture(figure, {
      spot: (id) => this.chosen(id),
      tie: (id) => context.go({ pick: id }, { replace: true }),
      camera: (camera) => context.go({ camera }, { replace: true }),
      lit: events.lit,
      told: (shown, at) =>
        at.kind === "spot"
          ? tellSpot(shown, at.at, (id) => context.address().params.get("actor") === id)
          : tellTie(shown, at.at),
    });
    this.around = new Around({
      chosen: (id) => context.go({ pick: id }, { replace: true }),
      lit: (id) => events.lit(id === null ? [] : [id]),
    });
    figure.prepend(this.around.element);
    figure.append(this.credit);
    this.panel = this.picture.panel;
    this.below = this.picture.below;
    this.camps = new CampChoice((camps) => this.picture.shade(camps));
    this.below.append(this.camps.element);
  }

  /** A pair whose row is pointed at; null for none. */
  light(id: string | null): void {
    if (this.isAround) this.around.light(id);
    else this.picture.light(id);
  }

  /** The slider stands where the address says, before anything is asked. */
  follow(address: Address): void {
    this.picture.camera(address.params.get("camera"));
    if (!this.all) return;
    const asOf = address.params.get("as_of") ?? today();
    const day = middleOf(asOf) ?? numberOf(today())!;
    this.grain = grainOf(asOf);
    const [span, speed] = [address.params.get("span"), address.params.get("speed")];
    this.slider.show({ all: this.all, day, grain: this.grain, span, speed });
  }

  /** After the table: histogram, spells, picture. What is the same as before is not asked for again. */
  async show(address: Address, signal: AbortSignal): Promise<void> {
    this.isAround = hasOneCentre(address);
    this.picture.hide(this.isAround);
    if (!this.isAround) this.around.clear();
    const key = carried(address, String(this.isAround), [...ALIKE, "depth"]);
    if (key !== this.begun?.key) this.begun = { key, done: this.begin(address) };
    await this.begun.done;
    signal.throwIfAborted();
    this.follow(address);
    await this.chart(address, signal);
    await (this.isAround ? this.around.show(drawingOf(address), signal) : this.draw(address, signal));
    if (!this.isAround && address.params.get("embed") === "1")
      this.credit.textContent = await askCredit(drawingOf(address), signal);
    if (!this.isAround) void this.camps.follow(carried(address, BALANCE, [...ALIKE, "as_of"], { sign: null }), signal);
    this.pick(address);
  }

  /** The last year of which anything is told, where no day is asked about; null where nothing is. */
  async lastYear(address: Address, signal: AbortSignal): Promise<string | null> {
    const asked = carried(address, "/v1/alliances/series", ALIKE, { step: "P1Y" });
    try {
      const { rows } = await ask<AlliancesSeriesAnswer>(asked, signal);
      return (
        [...rows]
          .reverse()
          .find((row) => row.certain + row.possible > 0)
          ?.start.slice(0, 4) ?? null
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return null; // the answer itself is refused too, and says why
    }
  }

  pick(address: Address): void {
    this.picture.pick(address.params.get("pick"));
    this.around.pick(address.params.get("pick"));
  }

  contested(pairs: readonly string[]): void {
    this.picture.marked(new Map(pairs.map((id) => [id, "⚠"])));
  }

  close(): void {
    this.waiting.abort();
    this.slider.close();
    this.picture.close();
  }

  /** Another question: what is known of it over all time. */
  private async begin(address: Address): Promise<void> {
    this.waiting.abort();
    this.waiting = new AbortController();
    const { signal } = this.waiting;
    const series = await ask<AlliancesSeriesAnswer>(
      carried(address, "/v1/alliances/series", ALIKE, { step: "P1Y" }),
      signal,
    );
    const [from, to] = [numberOf(series.question.from), numberOf(series.question.to)];
    const now = numberOf(today())!;
    this.all = from === null || to === null ? null : [from, Math.max(to, now)];
    this.calendar = null;
    this.drawn = "";
    if (this.all && !this.isAround) await this.spells(address, dayOf(this.all[1]), signal);
    this.bars = "";
  }

  /** Where the service has no spells, each day is asked for as a network of its own. */
  private async spells(address: Address, to: string, signal: AbortSignal): Promise<void> {
    try {
      const answer = await ask<SpellsAnswer>(
        carried(address, "/v1/network/spells", [...ALIKE, "depth"], { to }),
        signal,
      );
      if (!(await this.picture.ready())) return;
      const scene = sceneOf(answer.nodes, answer.edges, this.picture.stretch);
      this.calendar = calendarOf(scene, answer.edges);
      this.picture.show(
        scene,
        () => null,
        words.network.picture(""),
        captionOf(scene.spots.length, scene.placeless, answer.truncated),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** The bars of the window that is shown. */
  private async chart(address: Address, signal: AbortSignal): Promise<void> {
    if (!this.all) return;
    const [first, last] = this.slider.window();
    const asked = carried(address, "/v1/alliances/series", ALIKE, {
      step: stepOf([first, last]),
      from: dayOf(first),
      to: dayOf(last),
    });
    if (asked === this.bars) return;
    const series = await ask<AlliancesSeriesAnswer>(asked, signal);
    this.slider.bars(barsOf(series.rows));
    this.bars = asked;
  }

  /** A single day is found in the spells; a period, or a day beyond them, is asked for. */
  private async draw(address: Address, signal: AbortSignal): Promise<void> {
    const asOf = address.params.get("as_of") ?? today();
    const day = numberOf(asOf);
    if (this.calendar && day !== null && this.all && day >= this.all[0] && day <= this.all[1]) {
      this.moved(day, null);
      return;
    }
    const asked = carried(address, "/v1/network", [...ALIKE, "as_of", "depth"]);
    if (asked === this.drawn && !this.calendar) return;
    const answer = await ask<NetworkAnswer>(asked, signal);
    if (!(await this.picture.ready())) return;
    signal.throwIfAborted();
    const strokes = new Map(
      answer.edges.map((edge) => [
        pairOf(edge.a, edge.b),
        strokeOf(edge.sign, edge.mixed, edge.knownCertainty === "certain" ? edge.certainty : "possible"),
      ]),
    );
    this.picture.dated(words.slider.period(asOf));
    if (this.calendar) {
      this.picture.become((tie) => strokes.get(this.picture.scene.ties[tie]!.id) ?? null);
      return;
    }
    const scene = sceneOf(answer.nodes, answer.edges, this.picture.stretch);
    this.picture.show(
      scene,
      (tie) => strokes.get(scene.ties[tie]!.id) ?? null,
      words.network.picture(answer.summary),
      captionOf(scene.spots.length, scene.placeless, answer.truncated),
    );
    this.drawn = asked;
  }

  private moved(day: number, since: number | null): void {
    const { calendar } = this;
    this.picture.dated(words.slider.period(periodAt(day, this.grain)));
    if (since !== null) this.events.moving();
    if (this.isAround) {
      const asked = changed(this.context.address(), { as_of: periodAt(day, this.grain) });
      void this.around.follow(drawingOf(asked), this.waiting.signal).catch(console.warn);
      return;
    }
    if (calendar) this.picture.become((tie): Stroke | null => strokeOn(calendar[tie]!, day), since);
  }

  private chosen(id: string): void {
    if (this.context.address().params.get("actor") === id) this.context.visit(`/entities/${encodeURIComponent(id)}`);
    else this.context.go({ actor: id, camera: null, pick: null, cursor: null });
  }
}

/** One step around one actor, friends and foes are its picture; further around it, and for everyone, the network. */
function hasOneCentre({ params }: Address): boolean {
  return params.has("actor") && (params.get("depth") ?? "1") === "1";
}

function drawingOf(address: Address): string {
  return api(changed(address, { cursor: null, limit: null }), "svg");
}

/** The picture of what changed: both networks' actors at their places, and only the pairs that changed. */
import { carried, type Address } from "../address";
import { ask } from "../api";
import { h, type Child } from "../dom";
import { changes } from "../draw/palette";
import { sceneOf, type Shown } from "../draw/scene";
import type { Under } from "../draw/under";
import type { AlliancesDiffRow, NetworkAnswer, NetworkNode } from "../types";
import type { Context } from "../view";
import { words } from "../words";
import { named } from "./cells";
import { KINDS, marksOf, story, strokeOfChange } from "./changes";
import { legend, sample } from "./legend";
import { idOf } from "./pairs";
import { Picture } from "./picture";

const ALIKE = ["actor", "sign", "max_gap_days", "version", "trust", "exclude", "min_independent", "reviewed"];

export class ChangePicture {
  private readonly picture: Picture;
  readonly panel: HTMLElement;
  readonly below: HTMLElement;
  private rows: ReadonlyMap<string, AlliancesDiffRow> = new Map();
  private ends: readonly [string, string] = ["", ""];

  constructor(figure: HTMLElement, context: Context, lit: (pairs: readonly string[]) => void) {
    this.picture = new Picture(figure, {
      spot: (id) => context.visit(`/entities/${encodeURIComponent(id)}`),
      tie: (id) => context.go({ pick: id }, { replace: true }),
      camera: (camera) => context.go({ camera }, { replace: true }),
      lit,
      told: (shown, at) => this.told(shown, at),
    });
    this.panel = this.picture.panel;
    this.below = this.picture.below;
  }

  /** Each row is a pair of one of the two days' networks, so these have a place for all of them. */
  async show(address: Address, rows: readonly AlliancesDiffRow[], signal: AbortSignal): Promise<void> {
    const [from, to] = [address.params.get("from")!, address.params.get("to")!];
    const [first, second] = await Promise.all([
      this.network(address, from, "from_known_at", signal),
      this.network(address, to, "known_at", signal),
    ]);
    if (!(await this.picture.ready())) return;
    signal.throwIfAborted();
    this.rows = new Map(rows.map((row) => [idOf(row), row]));
    this.ends = [from, to];
    const nodes = new Map<string, NetworkNode>([...first.nodes, ...second.nodes].map((node) => [node.id, node]));
    const scene = sceneOf(
      [...nodes.values()],
      rows.map((row) => ({ a: row.a.id, b: row.b.id })),
      this.picture.stretch,
    );
    const strokes = scene.ties.map((tie) => strokeOfChange(this.rows.get(tie.id)!));
    this.picture.show(
      scene,
      (tie) => strokes[tie] ?? null,
      words.network.picture(words.diff.picture(from, to)),
      caption(rows, scene.spots.length, scene.placeless, first.truncated || second.truncated),
    );
    this.picture.marked(marksOf(rows));
    this.camera(address);
  }

  camera(address: Address): void {
    this.picture.camera(address.params.get("camera"));
    this.picture.pick(address.params.get("pick"));
  }

  light(id: string | null): void {
    this.picture.light(id);
  }

  close(): void {
    this.picture.close();
  }

  private network(address: Address, asOf: string, known: string, signal: AbortSignal): Promise<NetworkAnswer> {
    const knownAt = address.params.get(known) ?? address.params.get("known_at");
    return ask<NetworkAnswer>(carried(address, "/v1/network", ALIKE, { as_of: asOf, known_at: knownAt }), signal);
  }

  private told(shown: Shown, { kind, at }: NonNullable<Under>): Child {
    if (kind === "spot") return [named(shown.scene.spots[at]!.name), ". ", words.network.open];
    const row = this.rows.get(shown.scene.ties[at]!.id);
    return (
      row && [
        named(row.a.name),
        " – ",
        named(row.b.name),
        ": ",
        h("strong", {}, words.diff.kinds[row.change] ?? row.change),
        ". ",
        story(row, ...this.ends),
      ]
    );
  }
}

function caption(rows: readonly AlliancesDiffRow[], drawn: number, placeless: number, cut: boolean): Child {
  const kinds = KINDS.filter((kind) => rows.some((row) => row.change === kind));
  const entries = kinds.map((kind) => {
    const [mark, weight] = changes[kind];
    return { sample: sample("solid", "ink", weight, mark), text: words.diff.means[kind] ?? kind };
  });
  const numbers = [
    words.network.drawn(drawn),
    cut && words.network.most(drawn),
    placeless > 0 && words.network.placeless(placeless),
  ]
    .filter(Boolean)
    .join(" ");
  return legend(entries, `${words.diff.colours} ${words.network.noLine}`, numbers);
}

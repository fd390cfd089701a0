/** An actor, a group, a place or an occurrence: who it is, its time, what ties it to others, and what is said of it. */
import "../style/custody.css";
import "../style/records.css";
import { api, changed, written, type Address } from "../address";
import { ask } from "../api";
import { fill, h } from "../dom";
import { Chart } from "../parts/chart";
import { knownAt } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { Sheet } from "../parts/sheet";
import { say } from "../parts/status";
import { byYear } from "../parts/years";
import type { EntityAnswer, EntityStatementsAnswer, Statement } from "../types";
import type { Context, View } from "../view";
import { words } from "../words";
import { about, known, ways } from "./entity-facts";
import { Ties } from "./entity-ties";

const PAGE = 1_000;

/** What the list of its statements knows beside what the entity itself does. */
const HEARD = { known_at: null, exclude: null, trust: null, min_independent: null, reviewed: null, sort: null };

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.entity.title,
      fields: [knownAt],
      filed: (address) => changed(address, HEARD),
    });
    const who = h("section", { class: "who" });
    const links = h("div");
    const ties = new Ties();
    const ears = lens<Heard>(context, (answer) => answer.rows.map((row) => row.saidBy), told);
    sheet.figure.before(who);
    sheet.before.append(ears.element, ties.element, links);
    const list = new List(sheet, context);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<EntityAnswer>(
          address,
          signal,
          `/v1${written(changed(address, { ...HEARD, embed: null }))}`,
        );
        ears.element.hidden = !answer;
        if (!answer) {
          fill(who);
          fill(links);
          ties.clear();
          return;
        }
        const { entity } = answer;
        sheet.entitled(entity.name, h("span", { class: "kind" }, known(entity)));
        sheet.answered(address, answer);
        fill(links, ways(entity));
        await list.show(address, answer, signal);
        fill(who, about(entity, list.rows));
        await Promise.all([
          list.draw(address, signal),
          ties.show(entity, address, signal),
          list.first && ears.show(list.asked(address), { ...list.first, question: list.first.question ?? {} }, signal),
        ]);
      },
    };
  },
};

type Heard = Omit<EntityStatementsAnswer, "question"> & { readonly question: object };

/** Rows of a page are no measure of what a lens changes where there are more; how many there are is. */
function told(answer: Pick<Heard, "entity" | "summary">): readonly Told[] {
  return [{ key: answer.entity.id, name: answer.entity.name, says: answer.summary.replace(/\.$/, "") }];
}

/** Its statements, page by page, folded by year, and their timeline. */
class List {
  first: EntityStatementsAnswer | null = null;
  rows: readonly Statement[] = [];
  private next: string | null = null;
  private from = "";
  private readonly chart: Chart;

  constructor(
    private readonly sheet: Sheet,
    private readonly context: Context,
  ) {
    this.chart = new Chart(sheet.figure, words.timeline.heading);
  }

  asked(address: Address): Address {
    return changed(
      { path: `${address.path}/statements`, params: address.params },
      { sort: null, embed: null, limit: PAGE },
    );
  }

  /** Keeps the pages that are there while only the order changes. */
  async show(address: Address, { entity }: EntityAnswer, signal: AbortSignal): Promise<void> {
    const from = `/v1${written(this.asked(address))}`;
    if (from !== this.from) {
      const page = await ask<EntityStatementsAnswer>(from, signal);
      signal.throwIfAborted();
      [this.first, this.rows, this.next, this.from] = [page, page.rows, page.next, from];
    }
    this.tables(address, entity);
  }

  private tables(address: Address, entity: EntityStatementsAnswer["entity"]): void {
    const { path } = address;
    fill(
      this.sheet.table,
      h("h2", {}, words.entity.statements(entity.name)),
      h("p", {}, this.next ? words.entity.loaded(this.rows.length, this.first?.summary ?? "") : this.first?.summary),
      byYear(this.rows, {
        self: entity.id,
        empty: words.entity.none,
        sort: address.params.get("sort"),
        onSort: (sort) => this.context.go({ sort }, { replace: true }),
      }),
      this.next &&
        h(
          "p",
          { class: "more" },
          h("button", { type: "button", onclick: () => void this.more(address) }, words.table.next),
        ),
    );
    const files = ["json", "csv", "parquet"].map((suffix) =>
      h("a", { href: `/v1${path}/statements.${suffix}`, download: "" }, `.${suffix} `),
    );
    fill(this.sheet.after, h("p", {}, words.entity.filesOf, ": ", files));
    say(words.status.rows(this.rows.length));
  }

  private async more(address: Address): Promise<void> {
    const { signal } = new AbortController();
    const page = await ask<EntityStatementsAnswer>(
      `/v1${written(changed(this.asked(address), { cursor: this.next }))}`,
      signal,
    );
    if (this.from !== `/v1${written(this.asked(this.context.address()))}`) return;
    [this.rows, this.next] = [[...this.rows, ...page.rows], page.next];
    this.tables(address, page.entity);
    await this.draw(address, signal);
  }

  /** The drawing of as many statements as the tables have. */
  async draw(address: Address, signal: AbortSignal): Promise<void> {
    if (!this.rows.length) {
      this.chart.clear();
      return;
    }
    const asked = changed(this.asked(address), { limit: Math.max(PAGE, this.rows.length) });
    await this.chart.show(api(asked, "svg"), signal, h("h2", {}, words.timeline.heading));
  }
}

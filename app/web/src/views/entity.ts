/** An actor, a group, a place or an occurrence: its names, what is said of it, and that over time. */
import "../style/records.css";
import { api, changed, written, type Address } from "../address";
import { ask } from "../api";
import { fill, h, type Child } from "../dom";
import { Chart } from "../parts/chart";
import { knownAt } from "../parts/controls";
import { lens, type Told } from "../parts/lens";
import { Sheet } from "../parts/sheet";
import { say } from "../parts/status";
import { table } from "../parts/table";
import { toldColumns } from "../parts/statementcolumns";
import type { EntityAnswer, EntityStatementsAnswer, Statement } from "../types";
import type { Context, View } from "../view";
import { words } from "../words";
import { about, known, ways, waysThen } from "./entity-facts";

const PAGE = 250;

/** What the list of its statements knows beside what the entity itself does. */
const HEARD = { known_at: null, exclude: null, trust: null, min_independent: null, reviewed: null, sort: null };

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.entity.title,
      fields: [knownAt],
      filed: (address) => changed(address, HEARD),
    });
    const facts = h("div");
    const links = h("div");
    const ears = lens<Heard>(context, (answer) => answer.rows.map((row) => row.saidBy), told);
    sheet.before.append(facts, links, ears.element);
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
          fill(facts);
          fill(links);
          return;
        }
        const { entity } = answer;
        sheet.entitled(entity.name, h("span", { class: "kind" }, known(entity)));
        sheet.answered(address, answer);
        fill(facts, await about(entity, signal));
        fill(links, ways(entity));
        await list.show(address, answer, signal);
        fill(links, ways(entity, null, list.below));
        if (list.first)
          await ears.show(list.asked(address), { ...list.first, question: list.first.question ?? {} }, signal);
        const then = await waysThen(entity, signal);
        signal.throwIfAborted();
        fill(links, ways(entity, then, list.below));
      },
    };
  },
};

type Heard = Omit<EntityStatementsAnswer, "question"> & { readonly question: object };

/** Rows of a page are no measure of what a lens changes where there are more; how many there are is. */
function told(answer: Pick<Heard, "entity" | "summary">): readonly Told[] {
  return [{ key: answer.entity.id, name: answer.entity.name, says: answer.summary.replace(/\.$/, "") }];
}

/** Its statements, page by page, and their timeline. */
class List {
  first: EntityStatementsAnswer | null = null;
  private rows: readonly Statement[] = [];
  private next: string | null = null;
  private from = "";
  private readonly figure = h("figure");
  private readonly chart = new Chart(this.figure, words.timeline.heading);

  constructor(
    private readonly sheet: Sheet,
    private readonly context: Context,
  ) {}

  asked(address: Address): Address {
    return changed(
      { path: `${address.path}/statements`, params: address.params },
      { sort: null, embed: null, limit: PAGE },
    );
  }

  /** Keeps the pages that are there while only the order changes. */
  async show(address: Address, answer: EntityAnswer, signal: AbortSignal): Promise<void> {
    const from = `/v1${written(this.asked(address))}`;
    if (from !== this.from) {
      const page = await ask<EntityStatementsAnswer>(from, signal);
      signal.throwIfAborted();
      [this.first, this.rows, this.next, this.from] = [page, page.rows, page.next, from];
    }
    this.table(address, answer);
    await this.draw(address, signal);
  }

  /** Leads past the table, which may be long, to the drawing. */
  get below(): Child {
    return this.rows.length > 0 && h("a", { href: "#over-time" }, words.entity.below);
  }

  private table(address: Address, answer: EntityAnswer): void {
    const { entity } = answer;
    this.sheet.summary.textContent = this.next
      ? words.entity.loaded(this.rows.length, this.first?.summary ?? "")
      : (this.first?.summary ?? "");
    fill(
      this.sheet.table,
      table(this.rows, toldColumns(entity.id), {
        caption: words.entity.statements(entity.name),
        empty: words.entity.none,
        sort: address.params.get("sort"),
        onSort: (sort) => this.context.go({ sort }, { replace: true }),
      }),
      this.next &&
        h(
          "p",
          { class: "more" },
          h("button", { type: "button", onclick: () => void this.more(address, answer) }, words.table.next),
        ),
    );
    say(words.status.rows(this.rows.length));
  }

  private async more(address: Address, answer: EntityAnswer): Promise<void> {
    const { signal } = new AbortController();
    const page = await ask<EntityStatementsAnswer>(
      `/v1${written(changed(this.asked(address), { cursor: this.next }))}`,
      signal,
    );
    if (this.from !== `/v1${written(this.asked(this.context.address()))}`) return;
    [this.rows, this.next] = [[...this.rows, ...page.rows], page.next];
    this.table(address, answer);
    await this.draw(address, signal);
  }

  /** The drawing of as many statements as the table has. */
  private async draw(address: Address, signal: AbortSignal): Promise<void> {
    const { path } = address;
    const files = ["json", "csv", "parquet"].map((suffix) =>
      h("a", { href: `/v1${path}/statements.${suffix}`, download: "" }, `.${suffix} `),
    );
    fill(this.sheet.after, this.figure, h("p", {}, words.entity.filesOf, ": ", files));
    if (!this.rows.length) {
      this.chart.clear();
      return;
    }
    const heading = h("h2", { id: "over-time", tabindex: -1 }, words.timeline.heading);
    const asked = changed(this.asked(address), { limit: Math.max(PAGE, this.rows.length) });
    await this.chart.show(api(asked, "svg"), signal, heading);
  }
}

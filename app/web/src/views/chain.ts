/** From hand to hand: who passed whom on, when, how many, and which moves lead on from which. */
import { api } from "../address";
import { fill, h, type Child } from "../dom";
import { contestedMark, deniers, entities, range, speakers, statements, unbroken } from "../parts/cells";
import { alikeLink, groupsOf } from "../parts/alike";
import { Chart } from "../parts/chart";
import { knownAt } from "../parts/controls";
import { mapped } from "../parts/mapped";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import "../style/custody.css";
import type { ChainAnswer, Ref } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { held, TABS } from "./custody";
import { chooseGroup } from "./groups";
import { ofHops, type Hop } from "./journeys";
import { days, names, spoken } from "./custodywords";

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: words.chain.title, tabs: TABS, fields: [held, knownAt] });
    const map = mapped();
    const chart = new Chart(sheet.figure, words.chain.picture);
    sheet.table.classList.add("custody");
    return {
      show: async (address, signal) => {
        if (!address.params.has("held")) {
          map.clear();
          chart.clear();
          return chooseGroup(sheet, address, signal);
        }
        const answer = await sheet.load<ChainAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) {
          map.clear();
          return;
        }
        const options = sheet.ordering(address, answer);
        fill(
          sheet.table,
          groupsOf(answer, address),
          table(answer.rows, columns(answer.rows), {
            ...options,
            caption: words.chain.caption,
            empty: words.chain.none,
          }),
          answer.question.group === undefined && chains(answer),
        );
        fill(sheet.after, map.element);
        map.show(ofHops(answer.rows), signal);
        if (answer.rows.length) await chart.show(api(address, "svg"), signal);
      },
      close: map.clear,
    };
  },
};

function columns(rows: readonly Hop[]): readonly Column<Hop>[] {
  const name = new Map(rows.map((hop) => [hop.occurrence, nameOf(hop)]));
  return [
    {
      key: "when",
      head: words.columns.when,
      cell: (hop) => unbroken(days(hop)),
      sort: ({ earliest, latest }) => earliest ?? latest,
    },
    {
      key: "from",
      head: words.chain.from,
      cell: ({ fromHolders, fromPlaces }) => end(fromHolders, fromPlaces),
      sort: (hop) => names([...hop.fromHolders, ...hop.fromPlaces]) || null,
    },
    {
      key: "to",
      head: words.chain.to,
      cell: ({ toHolders, toPlaces }) => end(toHolders, toPlaces),
      sort: (hop) => names([...hop.toHolders, ...hop.toPlaces]) || null,
    },
    {
      key: "held",
      head: words.columns.held,
      cell: (hop) => [entities(hop.held), hop.name && h("small", {}, ` ${hop.name}`), alikeLink(hop)],
      sort: ({ held }) => names(held),
    },
    {
      key: "by",
      head: words.chain.by,
      cell: ({ byWhom }) => entities(byWhom),
      sort: ({ byWhom }) => names(byWhom) || null,
    },
    { key: "count", head: words.columns.count, cell: count, sort: (hop) => hop.count?.min ?? null, numeric: true },
    {
      key: "order",
      head: words.chain.order,
      cell: (hop) =>
        order(
          hop,
          hop === rows[0],
          hop.mayBe.map((id) => name.get(id) ?? id),
        ),
    },
    {
      key: "saidBy",
      head: words.columns.saidBy,
      cell: (hop) => [
        speakers(spoken(hop.statements)),
        hop.independentSpeakers && h("small", {}, ` ${words.chain.independent(range(hop.independentSpeakers))}`),
      ],
      sort: (hop) => spoken(hop.statements)[0]?.name ?? null,
    },
    {
      key: "disputed",
      head: words.columns.disputed,
      cell: (hop) => [hop.contested && [contestedMark(), " "], deniers(hop.deniedBy)],
      sort: (hop) => hop.deniedBy.length || null,
    },
    {
      key: "statements",
      head: words.columns.statements,
      cell: (hop) => statements(hop),
      sort: (hop) => hop.statementCount,
    },
  ];
}

/** One end of a move: those who had or got them, and the place. */
function end(holders: readonly Ref[], places: readonly Ref[]): Child {
  if (!holders.length && !places.length) return h("span", { class: "none" }, words.chain.unknown);
  const where = places.filter(({ name }) => !holders.some((holder) => holder.name === name)); // Iraq, in Iraq
  return [entities(holders), holders.length > 0 && where.length > 0 && ", ", entities(where)];
}

function count(hop: Hop): Child {
  if (!hop.count) return h("span", { class: "none" }, words.count.none);
  return [range(hop.count), h("small", {}, ` ${hop.count.wordings.map(words.count.wording).join(", ")}`)];
}

function order(hop: Hop, first: boolean, mayBe: readonly string[]): Child {
  const text = first ? words.chain.first : hop.order === "certain" ? words.chain.afterSurely : words.chain.afterPerhaps;
  return [
    text,
    mayBe.map((name) => h("div", {}, words.chain.mayBe(name))),
    hop.knownCertainty === "possible" && h("small", {}, `, ${words.doubt.onlyPossiblyKnown}`),
  ];
}

/** A move by its name, else by its ends and days. */
function nameOf(hop: Hop): string {
  const [from, to] = [
    [...hop.fromHolders, ...hop.fromPlaces],
    [...hop.toHolders, ...hop.toPlaces],
  ];
  return hop.name ?? `${names(from) || words.chain.unknown} → ${names(to) || words.chain.unknown}, ${days(hop)}`;
}

function chains(answer: ChainAnswer): Child {
  if (!answer.rows.length) return null;
  const name = new Map(answer.rows.map((hop) => [hop.occurrence, nameOf(hop)]));
  const one = (chain: ChainAnswer["chains"][number]): HTMLElement =>
    h(
      "li",
      {},
      h(
        "ol",
        {},
        chain.hops.map((hop) => h("li", {}, h("bdi", {}, name.get(hop) ?? words.chain.elsewhere))),
      ),
      `${words.chain.way[chain.certainty]}; ` +
        (chain.atMost === null ? words.chain.noLimit : words.chain.atMost(words.number(chain.atMost))),
    );
  return h(
    "section",
    {},
    h("h2", {}, words.chain.chains),
    answer.chains.length ? h("ul", {}, answer.chains.map(one)) : h("p", {}, words.chain.chainsNone),
    answer.chainsTruncated && h("p", {}, words.chain.chainsTruncated(answer.chains.length, answer.hopCount)),
  );
}

/** How an answer is read: certain and possible, as known by a day, without a speaker; each with a live picture. */
import "../style/story.css";
import { written, type Address } from "../address";
import { ask, Refused } from "../api";
import { fill, h } from "../dom";
import { Chart } from "../parts/chart";
import { say } from "../parts/status";
import type { View } from "../view";
import { words } from "../words";

const { howToRead: own } = words;

export const view: View = {
  open: (root) => {
    const sections = own.sections.map(({ heading, text, address }) => {
      const [path = "", query] = address.split("?");
      const figure = h("figure", { class: "main", hidden: true });
      const told = h("p", { class: "answer" });
      return {
        chart: new Chart(figure, heading),
        address: { path, params: new URLSearchParams(query) },
        told,
        element: h(
          "section",
          {},
          h("h2", {}, heading),
          text.map((line) => h("p", {}, line)),
          told,
          figure,
        ),
      };
    });
    fill(
      root,
      h("h1", {}, own.title),
      h("p", { class: "lead" }, own.lead),
      h(
        "div",
        { class: "reading wide" },
        sections.map(({ element }) => element),
      ),
    );
    document.title = `${own.title} – ${words.site}`;
    return {
      show: async (_, signal) => {
        for (const { chart, address, told } of sections) {
          const summary = await summaryOf(address, signal);
          fill(told, summary ? [summary, " ", h("a", { href: written(address) }, words.stories.open)] : own.noData);
          if (summary) await chart.show(`/v1${written({ ...address, path: `${address.path}.svg` })}`, signal);
        }
        say("");
      },
    };
  },
};

/** The sentence of an answer; empty where this service has nothing on it. */
async function summaryOf(address: Address, signal: AbortSignal): Promise<string> {
  try {
    const { rows, summary } = await ask<{ rows: readonly unknown[]; summary: string }>(
      `/v1${written(address)}`,
      signal,
    );
    return rows.length ? summary : "";
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return "";
  }
}

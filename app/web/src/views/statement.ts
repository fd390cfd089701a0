/** A statement: who says so, in what words and bounds, and who answers it. */
import "../style/records.css";
import { api, changed, written } from "../address";
import { fill, h, type Child } from "../dom";
import { entity } from "../parts/cells";
import { Chart } from "../parts/chart";
import { anonymous, section } from "../parts/facts";
import { pieces, sentence, telling, terms } from "../parts/sentence";
import { Sheet } from "../parts/sheet";
import type { StatementAnswer, WholeStatement } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { cited, explained, number, put, said, time } from "./statement-facts";
import { answering, occurrence, responses, versions } from "./statement-others";

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: words.statement.title });
    const figure = h("figure");
    const chart = new Chart(figure, words.statement.time);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<StatementAnswer>(
          address,
          signal,
          `/v1${written(changed(address, { sort: null, embed: null, include: "explain" }))}`,
        );
        if (!answer) return;
        const { statement } = answer;
        headed(sheet, statement);
        sheet.answered(address, answer);
        fill(
          sheet.table,
          !answer.open && h("p", { class: "problem" }, words.statement.closed),
          said(statement),
          section(words.statement.number, number(statement)),
          section(words.statement.time, time(statement), figure, explained(statement)),
          section(words.statement.manner, put(statement)),
          section(words.statement.cited, cited(statement)),
          await responses(statement, signal),
          await answering(statement, signal),
          occurrence(statement),
          versions(answer),
        );
        await chart.show(api(changed(address, { include: null }), "svg"), signal);
      },
    };
  },
};

/** "Amnesty International says that Iraq holds ..", each name a link. */
function headed(sheet: Sheet, statement: WholeStatement): void {
  const pattern = sentence(statement);
  const style = statement.polarity === "denies" ? "denied" : null;
  const more = terms(statement.terms);
  const content: Child[] = [
    entity(statement.saidBy),
    anonymous(statement.saidBy),
    " ",
    h("span", { class: style }, telling(statement)),
    " ",
    pieces(pattern),
    more && ` (${more})`,
  ];
  fill(sheet.heading, content);
  document.title = `${sheet.heading.textContent} – ${words.site}`;
}

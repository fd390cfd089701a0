/** How many a row of custody tells of: the number, and the figures that it comes from, each with its statement. */
import { h, type Child } from "../dom";
import { listed, named, range, statementLink, unbroken } from "../parts/cells";
import type { CustodyRow, Figure, Flow } from "../types";
import { words } from "../words";
import { days, daysOf, howMany } from "./custodywords";

export function numbers(row: CustodyRow): Child {
  const { count, gained, lost } = row;
  if (!count && !gained && !lost) return h("span", { class: "none" }, words.count.none);
  return [
    count && counted(row, howMany(row)),
    gained && moved(words.custody.gained, gained),
    lost && moved(words.custody.lost, lost),
    row.countsDisagree &&
      h(
        "div",
        {},
        h(
          "a",
          { class: "contested", href: `/contested?entity=${encodeURIComponent(row.held.id)}` },
          words.doubt.disagree,
        ),
      ),
  ];
}

/** How many there were: in how many places, when, and each figure as it was written, with its place and its speaker. */
function counted(row: CustodyRow, number: string): HTMLElement {
  const { places, when } = words.custody.counted;
  const told = [
    row.countPlaces && places(row.countPlaces),
    row.countTiming !== "on" && row.countedOn && when(daysOf(row.countedOn)),
  ];
  const most = row.countsDisagree ? row.figures.length : FIGURES;
  return h(
    "div",
    {},
    number,
    " ",
    unbroken(told.filter(Boolean).join(" ")),
    figures(row.figures.slice(0, most), (one) => dated(one, row)),
    more(row.figureCount - most, words.custody.moreReadings),
  );
}

const FIGURES = 3;

/**
 * Who came or went: the number, and the reports that it comes from, each as it was written, with its day and its
 * speaker.
 */
function moved(how: string, flow: Flow): HTMLElement {
  return h(
    "div",
    {},
    `${how} ${range(flow)}`,
    figures(flow.figures.slice(-FIGURES), days),
    more(flow.figureCount - FIGURES, words.custody.moreFigures),
  );
}

/** A line per figure: as it was written, where, when, and who says so; each leads to its statement. */
function figures(shown: readonly Figure[], when: (one: Figure) => string): Child {
  const text = (one: Figure): Child[] => {
    const day = when(one);
    return listed(
      [
        words.count.wording(one.wording),
        ...one.places.map(({ name }) => name),
        ...(day ? [day] : []),
        ...one.saidBy.map(({ name }) => name),
      ],
      (part) => (part === day ? unbroken(day) : named(part)),
    );
  };
  const line = (one: Figure): Child => (one.statements[0] ? statementLink(one.statements[0], text(one)) : text(one));
  return h(
    "ul",
    { class: "plain figures" },
    shown.map((one) => h("li", {}, h("small", {}, line(one)))),
  );
}

/** The days of a figure, where they are not those that stand beside the number or are asked about. */
function dated(one: Figure, row: CustodyRow): string {
  return row.countedOn && days(one) === daysOf(row.countedOn) ? "" : days(one);
}

function more(number: number, text: (number: number) => string): Child {
  return number > 0 && h("small", {}, text(number));
}

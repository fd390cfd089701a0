/**
 * The text of a report in the browser, for the paragraph beside each row. It is never sent anywhere.
 *
 * Paragraphs are those of `graph/evidence/locators.py`, which the commands count by.
 */
import { h, type Child } from "../dom";

const FEWEST = 3; // parts between blank lines, for these to be the paragraphs
const PLACE = /^(?:(paragraphs?|paras?\.?|pars?\.?|¶¶?|§§?|lines?|l\.)\s*)?(\d+)(?:\s*[-–]\s*(\d+))?$/i;
const AROUND = 300; // characters before and after words that stand in no paragraph of usual length
const LONG = 1_200;

interface Span {
  readonly start: number;
  readonly end: number;
}

export class ReportText {
  private readonly lines: readonly Span[];
  private readonly paragraphs: readonly Span[];

  constructor(
    readonly name: string,
    private readonly text: string,
  ) {
    this.lines = linesOf(text);
    this.paragraphs = paragraphsOf(text, this.lines);
  }

  get size(): number {
    return this.paragraphs.length;
  }

  /** What a row cites, by its cells: the words by their offsets (in code points), else the paragraph or line. */
  cited(cells: Readonly<Record<string, string>>): Child {
    const [start, end] = [Number(cells.start), Number(cells.end)];
    if (cells.start && cells.end && start < end) return this.words(this.unitsOf(start), this.unitsOf(end));
    const found = PLACE.exec((cells.locator ?? "").trim());
    if (!found) return null;
    const parts = /^l/i.test(found[1] ?? "") ? this.lines : this.paragraphs;
    const shown = parts.slice(Number(found[2]) - 1, Number(found[3] ?? found[2]));
    return shown.length ? shown.map((part) => h("p", { dir: "auto" }, this.text.slice(part.start, part.end))) : null;
  }

  /** The paragraph around some words, which are marked. */
  private words(start: number, end: number): Child {
    if (end > this.text.length) return null;
    const around = this.paragraphs.find((part) => part.start <= start && end <= part.end);
    const whole = around && around.end - around.start <= LONG ? around : { start: start - AROUND, end: end + AROUND };
    const before = this.text.slice(Math.max(whole.start, 0), start);
    return h("p", { dir: "auto" }, before, h("mark", {}, this.text.slice(start, end)), this.text.slice(end, whole.end));
  }

  /** Where a code point stands, in units of UTF-16. */
  private unitsOf(point: number): number {
    let units = 0;
    for (let left = point; left > 0 && units < this.text.length; left -= 1)
      units += (this.text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
    return units;
  }
}

function linesOf(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    found.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return found;
}

/** What blank lines are between; each line that is not blank, where none are, or one part is half of the text. */
function paragraphsOf(text: string, lines: readonly Span[]): Span[] {
  const filled = (line: Span): boolean => text.slice(line.start, line.end).trim() !== "";
  const parts: { start: number; end: number }[] = [];
  let open = false;
  for (const line of lines) {
    if (filled(line) && open) parts.at(-1)!.end = line.end;
    else if (filled(line)) parts.push({ ...line });
    open = filled(line);
  }
  const largest = Math.max(0, ...parts.map((part) => part.end - part.start));
  return parts.length < FEWEST || largest > text.length / 2 ? lines.filter(filled) : parts;
}

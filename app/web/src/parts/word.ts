/** On whose word an answer rests, for a citation. */
import type { Statement } from "../types";
import { words } from "../words";
import { inWords } from "./bounds";

const MOST = 8;

/** The speakers of the statements in the rows, each with its source; the first few, and how many more. */
export function wordOf(answer: object): string {
  const rows = (answer as { rows?: readonly { statements?: readonly (Statement | string)[] }[] }).rows ?? [];
  const statements = rows
    .flatMap((row) => row.statements ?? [])
    .filter((one): one is Statement => typeof one === "object");
  const told = [
    ...new Set(
      statements.map(({ saidBy, source }) =>
        words.tools.heard(saidBy.name, source.publisher ?? source.title, inWords(source.publishedOn)),
      ),
    ),
  ];
  if (!told.length) return "";
  return words.tools.word(told.slice(0, MOST).join("; "), Math.max(0, told.length - MOST));
}

/** Days as numbers since 1970-01-01 in UTC, and the words that people write for them. */

export const DAY = 86_400_000;
const MONTHS = "january february march april may june july august september october november december".split(" ");

/** The number of a day; null for what is no single day. */
export function numberOf(day: string | null | undefined): number | null {
  const found = /^(-?\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "");
  if (!found) return null;
  const time = new Date(0);
  time.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return Math.round(time.getTime() / DAY);
}

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The first and the last day of a day, a month or a year in EDTF; null for anything else. */
export function extentOf(edtf: string): readonly [string, string] | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(edtf);
  if (!found?.[1]) return null;
  const [, year, month, day] = found;
  if (day) return [edtf, edtf];
  if (month)
    return [
      `${year}-${month}-01`,
      `${year}-${month}-${pad(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())}`,
    ];
  return [`${year}-01-01`, `${year}-12-31`];
}

/** What somebody typed, as EDTF where it is plainly a day, a month or a year in English; else as it was typed. */
export function edtfOf(typed: string): string {
  const text = typed.trim().replace(/\s+/g, " ");
  const slashed = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  if (slashed) return plainly(Number(slashed[1]), Number(slashed[2]), slashed[3]!) ?? text;
  const parts =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})$/i.exec(text);
  if (!parts?.[2]) return text;
  const at = MONTHS.findIndex((month) => month.startsWith(parts[2]!.toLowerCase()));
  if (at < 0) return text;
  const day = parts[1] ?? parts[3];
  return `${parts[4]}-${pad(at + 1)}${day ? `-${pad(Number(day))}` : ""}`;
}

/** 31/01/2026 can only be the 31st of January; of 02/01/2026 nobody knows which is the month. */
function plainly(one: number, other: number, year: string): string | null {
  if (one > 12 && one <= 31 && other >= 1 && other <= 12) return `${year}-${pad(other)}-${pad(one)}`;
  if (other > 12 && other <= 31 && one >= 1 && one <= 12) return `${year}-${pad(one)}-${pad(other)}`;
  return one === other && one >= 1 && one <= 12 ? `${year}-${pad(one)}-${pad(other)}` : null;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

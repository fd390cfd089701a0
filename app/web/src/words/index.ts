/** The texts of the page. Another language is another file of this shape, and its name in `OTHERS`. */
import { language } from "../language";
import { en } from "./en";
import { put, type Translation } from "./translation";

export type Words = typeof en;

/** Each is a file of its own that comes only where it is asked for. */
const OTHERS: Readonly<Record<string, () => Promise<{ readonly default: Translation<Words> }>>> = {
  ar: () => import("./ar"),
};

const other = await OTHERS[language]?.();
const whole = put<Words>(en, other?.default ?? {});

export const words: Words = whole.texts;

/** How many texts stay English, and of how many. */
export const untranslated = { missing: other ? whole.missing : 0, all: whole.all };

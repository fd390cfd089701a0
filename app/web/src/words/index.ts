/** The texts of the page. Another language is another file of this shape, and its name here. */
import { en } from "./en";

export type Words = typeof en;

const LANGUAGES: Readonly<Record<string, Words>> = { en };

export const words: Words = LANGUAGES[document.documentElement.lang] ?? en;

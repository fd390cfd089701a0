/** Lines, widths and signs of what the page draws itself: those of the server's pictures. */
import * as file from "../../../drawing/palette.json";

export type Line = "solid" | "dashed" | "dotted" | "dashdot";
/** `thick` is a change of what is known, not of what is so. */
export type Weight = "certain" | "possible" | "thick";
export type Change = keyof typeof file.changes;

/** Pixels on and off, in turns; none for a line without gaps. */
export const dashes: Readonly<Record<Line, readonly number[]>> = file.lines;
export const widths: Readonly<Record<Weight, number>> = file.widths;
/** The line of a pair by its sign. */
export const signs = file.signs as Readonly<Record<keyof typeof file.signs, Line>>;
/** The mark and the width of each change between two days. */
export const changes = file.changes as unknown as Readonly<Record<Change, readonly [string, Weight]>>;
/** The kinds of actors that are squares; all others are discs. */
export const squares: ReadonlySet<string> = new Set(file.squares);

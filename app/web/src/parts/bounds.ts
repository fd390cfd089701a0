/** Bounds of a time in words: what is sure of it, and how wide it may have been. */
import { h, type Child } from "../dom";
import type { Validity } from "../types";
import { words } from "../words";

type Bounds = Pick<Validity, "observed" | "earliestStart" | "latestStart" | "earliestEnd" | "latestEnd">;
type Day = string | null;

/** When a statement says that it was so. */
export function bounds(validity: Bounds): string {
  const { earliestStart, latestStart, earliestEnd, latestEnd, observed } = validity;
  const { timeline } = words;
  if (observed) return timeline.seen(window(earliestEnd, latestStart));
  if (within(validity)) return window(earliestStart, latestEnd);
  if (earliestStart && earliestStart === latestStart && earliestEnd && earliestEnd === latestEnd)
    return timeline.lasted(earliestStart, latestEnd);
  return timeline.joined(start(earliestStart, latestStart), end(earliestEnd, latestEnd));
}

/** Whether start and end have the same bounds: something of one day, or of some days, within them. */
export function within({ earliestStart, latestStart, earliestEnd, latestEnd }: Bounds): boolean {
  return earliestStart === earliestEnd && latestStart === latestEnd && Boolean(earliestStart ?? latestEnd);
}

/** A day that lies between two: "on 5 June", "some time between ..". */
export function window(from: Day, to: Day): string {
  const { timeline } = words;
  if (from && to) return from === to ? timeline.on(from) : timeline.some(from, to);
  if (from) return timeline.on_after(from);
  return to ? timeline.on_before(to) : timeline.anyTime;
}

/** Two limits in words, as a value: "between A and B". */
export function limits(from: Day, to: Day): string {
  const { timeline } = words;
  if (from && to) return from === to ? from : timeline.between(from, to);
  if (from) return timeline.fromDay(from);
  return to ? timeline.toDay(to) : timeline.unknown;
}

function start(from: Day, to: Day): string {
  const { timeline } = words;
  if (!from && !to) return timeline.beganUnknown;
  return !from && to ? timeline.beganBy(to) : timeline.began(window(from, to));
}

function end(from: Day, to: Day): string {
  const { timeline } = words;
  if (!from && !to) return timeline.endUnknown;
  return from && !to ? timeline.lastedTo(from) : timeline.ended(window(from, to));
}

const DAY = /(\d{4}-\d\d-\d\d)/;

/** A text whose days are not broken in two at the end of a line. */
export function unbroken(text: string): Child[] {
  return text.split(DAY).map((part, at) => (at % 2 ? h("span", { class: "day" }, part) : part));
}

/** What was written of a day, where it is a plain set of days, as limits: "between A and B"; else null. */
export function writtenLimits(edtf: string): string | null {
  const found = /^\[(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?\]$/.exec(edtf);
  return found ? limits(found[1] ?? null, found[2] ?? null) : null;
}

/**
 * A date as people write it, from EDTF: "5 February 2026", "between January and March 2026", "from 2019 on". What is of
 * no such form stays as it is.
 */
export function inWords(edtf: string): string {
  const set = /^\[([^,.[\]]*)\.\.([^,.[\]]*)\]$/.exec(edtf);
  const found = set ?? /^([^/]+)\/([^/]+)$/.exec(edtf);
  const [from, to] = [openEnd(found?.[1]), openEnd(found?.[2])];
  if (!from && !to) return dayOrAbout(edtf);
  return set ? daysWithin(from, to) : daysLasting(from, to);
}

function openEnd(written: string | undefined): string {
  return written === undefined || written === ".." ? "" : dayOrAbout(written);
}

function dayOrAbout(text: string): string {
  const [, day = text, doubt] = /^(.+?)([?~%]?)$/.exec(text) ?? [];
  return doubt ? words.timeline.about(words.timeline.day(day)) : words.timeline.day(day);
}

function daysWithin(from: string, to: string): string {
  const { timeline } = words;
  if (from && to) return timeline.between(from, to);
  return from ? timeline.onOrAfter(from) : timeline.onOrBefore(to);
}

function daysLasting(from: string, to: string): string {
  const { timeline } = words;
  if (from && to) return timeline.fromTo(from, to);
  return from ? timeline.lastingFrom(from) : timeline.lastingTo(to);
}

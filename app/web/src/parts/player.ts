/** Time that goes by itself: some days a frame, until the end, Escape, or a tab that nobody sees. */
const FRAME = 125;
const CALM = 1500;
/** Of a year a frame: from 1946 to today in half a minute, and time for each year's own answer. */
export const BY_YEARS = 375;

export interface Player {
  readonly playing: () => boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** `step` goes on by one frame, and tells how soon the next may come; null where there is none. */
export function player(step: () => number | null, told: (playing: boolean) => void): Player {
  let timer = 0;
  const stop = (): void => {
    if (!timer) return;
    window.clearTimeout(timer);
    timer = 0;
    document.removeEventListener("keydown", escape);
    document.removeEventListener("visibilitychange", hidden);
    told(false);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") stop();
  };
  const hidden = (): void => {
    if (document.hidden) stop();
  };
  const next = (): void => {
    const soon = step();
    if (soon === null) return stop();
    timer = window.setTimeout(next, pace(soon));
  };
  const start = (): void => {
    if (timer) return;
    document.addEventListener("keydown", escape);
    document.addEventListener("visibilitychange", hidden);
    timer = window.setTimeout(next, 0);
    told(true);
  };
  return { playing: () => timer !== 0, start, stop };
}

/** Who asked for less motion gets single pictures, with time to look at each. */
function pace(soon: number): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM : Math.max(FRAME, soon);
}

/** A drawing that is made anew when its place gets wider or narrower, so that its texts keep their size. */

const NARROWEST = 240;

/** Draws now and at each new width; returns what ends that. */
export function fitted(place: HTMLElement, draw: (width: number) => Node): () => void {
  let drawn = 0;
  const again = (): void => {
    const width = Math.max(NARROWEST, Math.floor(place.clientWidth));
    if (width === drawn || !place.clientWidth) return;
    drawn = width;
    place.replaceChildren(draw(width));
  };
  const watching = new ResizeObserver(again);
  watching.observe(place);
  again();
  return () => watching.disconnect();
}

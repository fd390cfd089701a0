/** What in a drawing leads to its statement: by a click, by Enter, and by its title for those who hear the page. */
import { s, type Child } from "../dom";

/** How a drawing goes to another view. */
export type Visit = (address: string) => void;

/** A link around marks. The page follows it itself, unless another tab or window is wanted. */
export function leading(href: string, title: string, visit: Visit, ...marks: Child[]): SVGAElement {
  const onclick = (event: MouseEvent): void => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    visit(href);
  };
  return s("a", { href, class: "mark", "aria-label": title, onclick }, s("title", {}, title), marks);
}

export function statementAddress(id: string): string {
  return `/statements/${encodeURIComponent(id)}`;
}

/**
 * The server's drawing of an answer within the page: what `.svg` gives as a file, so that page and file cannot differ.
 *
 * It is read as XML from this service alone, and is never markup of the page. Title, notes and footer are left out, for
 * the page has them itself; links to statements, titles of marks and the legend stay.
 */
import { askPicture } from "../api";
import { fill, h, set, type Child } from "../dom";
import { words } from "../words";

export class Chart {
  private from = "";

  /** `name` is what the drawing shows, for those who hear the page. */
  constructor(
    private readonly figure: HTMLElement,
    private readonly name: string,
  ) {}

  /** Shows the drawing at an address, below these; one that is shown already stays as it is. */
  async show(from: string, signal: AbortSignal, ...above: Child[]): Promise<void> {
    this.figure.hidden = false;
    if (from === this.from) return;
    const place = h("div", { class: "inlined", role: "region", tabindex: 0, "aria-label": this.name });
    fill(this.figure, above, place);
    this.from = from;
    try {
      place.append(cropped(read(await askPicture(from, signal)), this.name));
    } catch (error) {
      this.from = "";
      if (signal.aborted) throw error;
      console.warn(error);
      fill(place, h("p", { class: "empty" }, words.network.failed));
    }
  }

  clear(): void {
    this.from = "";
    this.figure.hidden = true;
    fill(this.figure);
  }
}

function read(text: string): SVGSVGElement {
  const found = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = found.documentElement;
  if (!(root instanceof SVGSVGElement) || found.querySelector("parsererror")) throw new Error("no SVG");
  return document.adoptNode(root);
}

/** The part that the picture itself names as its drawing. */
function cropped(svg: SVGSVGElement, name: string): SVGSVGElement {
  const part = svg.querySelector("view")?.getAttribute("viewBox") ?? svg.getAttribute("viewBox");
  svg.querySelectorAll(":scope > title, :scope > g.head, :scope > g.foot").forEach((one) => one.remove());
  const desc = svg.querySelector(":scope > desc")?.id;
  set(svg, { viewBox: part, width: null, height: null, "aria-labelledby": null });
  set(svg, { "aria-label": name, "aria-describedby": desc, "font-family": null });
  return svg;
}

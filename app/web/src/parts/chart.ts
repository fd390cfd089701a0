/**
 * The server's drawing of an answer within the page: what `.svg` gives as a file, so that page and file cannot differ.
 *
 * It is read as XML from this service alone, and is never markup of the page. Title, notes and footer are left out, for
 * the page has them itself; links to statements, titles of marks and the legend stay.
 */
import { askPicture } from "../api";
import { fill, h, set, type Child } from "../dom";
import { words } from "../words";

/** Below so many pixels a drawing is asked for that fits into them, where there is one. */
const NARROW = 560;

export class Chart {
  private from = "";
  private place: HTMLElement | null = null;
  /** Whose data it shows, for a frame and for paper. */
  private readonly credit = h("p", { class: "credit" });

  /** `name` is what the drawing shows, for those who hear the page. */
  constructor(
    private readonly figure: HTMLElement,
    private readonly name: string,
  ) {}

  /**
   * Shows the drawing at an address, below these; one that is shown already stays as it is, and another one stays
   * until this one is there, so that nothing flickers while time goes by.
   */
  async show(from: string, signal: AbortSignal, ...above: Child[]): Promise<void> {
    this.figure.hidden = false;
    if (from === this.from) return;
    this.place ??= h("div", { class: "inlined", role: "region", tabindex: 0, "aria-label": this.name });
    const { place } = this;
    if (above.length || !place.isConnected) fill(this.figure, above, place, this.credit);
    this.from = from;
    place.classList.add("waiting");
    try {
      const room = this.figure.clientWidth < NARROW ? this.figure.clientWidth : undefined;
      const drawing = read(await askPicture(from, signal, room));
      if (this.from !== from) return;
      this.credit.textContent = creditOf(drawing);
      fill(place, cropped(drawing, this.name));
    } catch (error) {
      if (this.from === from) this.from = "";
      if (signal.aborted) throw error;
      console.warn(error);
      fill(place, h("p", { class: "empty" }, words.network.failed));
    } finally {
      if (this.from === from || signal.aborted) place.classList.remove("waiting");
    }
  }

  clear(): void {
    this.from = "";
    this.place = null;
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

/** The lines below a picture that say whose data it shows, under which licence, and where it is. */
function creditOf(svg: SVGSVGElement): string {
  const lines = [...svg.querySelectorAll(":scope > g.foot > text")].map((line) => line.textContent);
  const first = lines.findIndex((line) => line.startsWith("Sources: "));
  return first < 0 ? "" : lines.slice(first).join(" ");
}

/** The credit of the picture at an address, where the page draws the answer itself. */
export async function askCredit(from: string, signal: AbortSignal): Promise<string> {
  return creditOf(read(await askPicture(from, signal)));
}

/** The part that the picture itself names as its drawing. */
function cropped(svg: SVGSVGElement, name: string): SVGSVGElement {
  const part = svg.querySelector("view")?.getAttribute("viewBox") ?? svg.getAttribute("viewBox");
  svg.querySelectorAll(":scope > title, :scope > g.head, :scope > g.foot").forEach((one) => one.remove());
  const desc = svg.querySelector(":scope > desc")?.id;
  set(svg, { viewBox: part, width: null, height: null, "aria-labelledby": null });
  set(svg, { "aria-label": name, "aria-describedby": desc, "font-family": null });
  const [, , wide, high] = (part ?? "").split(" ").map(Number);
  if (wide && high) svg.style.setProperty("--aspect", String(wide / high));
  svg.classList.toggle("narrow", (wide ?? 0) < NARROW);
  return svg;
}

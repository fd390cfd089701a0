/** The server's drawing of an answer as a PNG, made here. */
import { h } from "../dom";
import { words } from "../words";
import { save } from "./saving";
import { say } from "./status";

const SCALE = 2;

/** Gets an SVG and hands its picture to the browser to save. */
export async function savePng(address: string): Promise<void> {
  try {
    const blob = await pngOf(address);
    save(blob, `${nameOf(address)}.png`);
    say(words.status.drawn("PNG"), { seen: true });
  } catch (error) {
    console.warn(error);
    say(words.problem.failed, { seen: true });
  }
}

/** The picture at an address of an SVG, twice as large, on the page's own background. */
export async function pngOf(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const url = URL.createObjectURL(await response.blob());
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = h("canvas", { width: SCALE * image.naturalWidth, height: SCALE * image.naturalHeight });
    const brush = canvas.getContext("2d")!;
    brush.fillStyle = getComputedStyle(document.body).backgroundColor;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function nameOf(address: string): string {
  return address
    .split("?")[0]!
    .replace(/\.svg$/, "")
    .replaceAll("/", "-")
    .replace(/^-/, "whoholds-");
}

/** Which renderer this browser can have; each comes when it is needed. */
import type { Drawing } from "./drawing";

type Can = "webgl" | "canvas";

/**
 * By WebGL, with or without a graphics card; else on a flat canvas; null where there is none, and the table is all
 * there is.
 */
export function canDraw(): Can | null {
  const gl =
    typeof WebGL2RenderingContext === "undefined" ? null : document.createElement("canvas").getContext("webgl2");
  if (gl) {
    gl.getExtension("WEBGL_lose_context")?.loseContext(); // browsers keep only so many
    return "webgl";
  }
  return document.createElement("canvas").getContext("2d") ? "canvas" : null;
}

export async function renderer(can: Can, container: HTMLElement): Promise<Drawing> {
  if (can === "webgl") {
    try {
      return (await import("./network")).webgl(container);
    } catch (error) {
      console.warn(error); // WebGL is there by name only: an old driver, or too many pictures at once
      container.replaceChildren();
    }
  }
  return (await import("./flat")).flat(container);
}

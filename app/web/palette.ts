/**
 * The colours of every drawing as variables of the style sheet, from the one file that the server's drawings read
 * too.
 */
import type { Plugin } from "vite";
import palette from "../drawing/palette.json";

const NAME = "virtual:palette.css";

export function paletteStyles(): Plugin {
  return {
    name: "palette",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? styleSheet() : null),
  };
}

/** `--friendly` and so on, light and dark; `--line-dashed` and so on are lines of the text's own colour. */
function styleSheet(): string {
  const lines = Object.entries(palette.lines).map(([name, dash]) => `--line-${name}:${gradient(dash)};`);
  const dark = `@media screen and (prefers-color-scheme: dark){:root{${variables(palette.dark)}}}`;
  return `:root{${variables(palette.light)}${lines.join("")}}${dark}`;
}

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join("");
}

/** A dashed line as a background: what is on and what is off take turns. */
function gradient(dash: readonly number[]): string {
  let at = 0;
  const stops = dash.map((length, place) => {
    const from = at;
    at += length;
    return `${place % 2 ? "transparent" : "currentColor"} ${from}px ${at}px`;
  });
  return stops.length
    ? `repeating-linear-gradient(90deg,${stops.join(",")})`
    : "linear-gradient(currentColor,currentColor)";
}

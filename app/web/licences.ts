/** The licences of what the build carries within, written beside it: theirs ask for it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

export function licences(fileName: string): Plugin {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const font = readFileSync("../drawing/fonts/LICENSE.txt", "utf8").trim();
      const packages = new Set<string>();
      for (const part of Object.values(bundle)) {
        if (part.type !== "chunk") continue;
        for (const id of part.moduleIds) {
          const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id);
          if (found?.[1]) packages.add(found[1]);
        }
      }
      const texts = [...packages].sort().map(licenceOf);
      this.emitFile({ type: "asset", fileName, source: [...texts, `Whoholds Sans (OFL-1.1)\n\n${font}\n`].join("\n") });
    },
  };
}

function licenceOf(name: string): string {
  const folder = join("node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string; license: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${about.version} (${about.license})\n\n${text}\n\n${"-".repeat(80)}\n`;
}

/** What this is, who stands behind it, and how it can be trusted. */
import "../style/story.css";
import { api } from "../address";
import { ask } from "../api";
import { fill, h } from "../dom";
import { say } from "../parts/status";
import type { StatusAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { about: own } = words;

export const view: View = {
  open: (root) => {
    const loaded = h("p");
    fill(
      root,
      h("h1", {}, own.title),
      h("p", { class: "lead" }, own.lead),
      h(
        "div",
        { class: "reading" },
        own.sections.map(({ heading, text, links }) => [
          h("h2", {}, heading),
          text.map((paragraph) => h("p", {}, paragraph)),
          links.length > 0 &&
            h(
              "p",
              {},
              links.map(([href, name], at) => [at > 0 && " · ", h("a", { href }, name)]),
            ),
        ]),
        h("h2", {}, own.here),
        loaded,
        h("p", {}, h("a", { href: "/methods" }, words.methods.title)),
      ),
    );
    document.title = `${own.title} – ${words.site}`;
    return {
      show: async (_, signal) => {
        const status = await ask<StatusAnswer>(api({ path: "/status", params: new URLSearchParams() }), signal);
        fill(loaded, status.summary);
        say("");
      },
    };
  },
};

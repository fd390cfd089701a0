/**
 * What one takes away: files of the answer, the link, a citation with the data version, a frame to embed, a picture.
 */
import { file, written, changed, type Address } from "../address";
import { today } from "../days";
import { h } from "../dom";
import { words } from "../words";
import { mistake } from "./mistake";
import { say } from "./status";
import { savePng } from "./png";

interface Taken {
  readonly title: string;
  readonly summary: string;
  readonly version: number;
  /** On whose word it rests: speakers and their sources. */
  readonly word: string;
  readonly address: Address;
  /** Where its files lie. */
  readonly filed: Address;
  readonly files: readonly string[];
  /** As it came, for a report of a mistake in it. */
  readonly answer: object;
}

export function tools({ title, summary, version, word, address, filed, files, answer }: Taken): HTMLElement[] {
  const whole = (changes = {}): string => new URL(written(changed(address, changes)), location.href).href;
  const citation = (): string =>
    words.tools.citation(title, [summary, word].filter(Boolean).join(" "), version, today(), whole({ embed: null }));
  const frame = (): string =>
    `<iframe src="${escaped(whole({ embed: 1 }))}" title="${escaped(title)}" width="100%" height="600" ` +
    `loading="lazy"></iframe>`;
  const links = ["json", "csv", "svg", ...files].map((suffix) =>
    h("a", { href: file(filed, suffix), download: "" }, `.${suffix}`),
  );
  return [
    h("h2", { class: "hidden" }, words.tools.label),
    h("p", { class: "files" }, h("span", {}, words.tools.files), ...links),
    h(
      "p",
      { class: "buttons" },
      copying(words.tools.link, () => whole()),
      copying(words.tools.cite, citation),
      copying(words.tools.embed, frame),
      h("button", { type: "button", onclick: () => void savePng(file(filed, "svg")) }, words.tools.png),
      h("button", { type: "button", onclick: () => print() }, words.tools.print),
      h("span", { class: "version" }, words.tools.versionOf(version)),
    ),
    mistake({ title, summary, address: written(changed(address, { embed: null })), answer }),
    h(
      "p",
      { class: "framed" },
      h("a", { href: whole({ embed: null }), target: "_blank", rel: "noopener" }, words.tools.openWhole),
      word && `. ${word}`,
    ),
  ];
}

function copying(text: string, what: () => string): HTMLElement {
  return h(
    "button",
    { type: "button", onclick: (event: Event) => void copy(what(), event.target as HTMLElement) },
    text,
  );
}

/** To the clipboard; where a frame or an old browser forbids it, as a selected text. */
async function copy(text: string, near: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words.status.copied, { seen: true });
  } catch {
    const field = h("textarea", { readonly: true, class: "copied", "aria-label": near.textContent }, text);
    near.parentElement?.querySelector(".copied")?.remove();
    near.after(field);
    field.select();
    say(words.status.copyFailed, { seen: true });
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

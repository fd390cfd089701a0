/** Stories: guided tours of answers, each with a line on what it is about. */
import "../style/story.css";
import { fill, h } from "../dom";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { StoriesAnswer } from "../types";
import type { View } from "../view";
import { words } from "../words";

const { stories: own } = words;
type Row = StoriesAnswer["rows"][number];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: own.title });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<StoriesAnswer>(address, signal);
        if (!answer) return;
        const options = { caption: own.caption, empty: own.none, ...sheet.ordering(address, answer) };
        fill(sheet.table, table(answer.rows, COLUMNS, options));
        fill(sheet.after, h("p", {}, h("a", { href: "/guide/stories" }, own.write)));
      },
    };
  },
};

const COLUMNS: readonly Column<Row>[] = [
  {
    key: "title",
    head: own.story,
    cell: ({ id, title }) => h("a", { href: storyAddress(id) }, h("bdi", { dir: "auto" }, title)),
    sort: ({ title }) => title,
  },
  { key: "about", head: own.about, cell: ({ about }) => h("bdi", { dir: "auto" }, about) },
  { key: "steps", head: own.steps, cell: ({ steps }) => steps, sort: ({ steps }) => steps, numeric: true },
  { key: "written", head: own.written, cell: ({ by, written }) => own.by(by, written), sort: ({ written }) => written },
];

export function storyAddress(id: string): string {
  return `/stories/${encodeURIComponent(id)}`;
}

/** All that has a name: actors, groups, nationalities, places, events. */
import { fill } from "../dom";
import { entity, listed, named } from "../parts/cells";
import type { Field } from "../parts/controls";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { EntitiesAnswer, Entity } from "../types";
import type { View } from "../view";
import { words } from "../words";

const LABELS = ["Actor", "Group", "Nationality", "Place", "Event"] as const;
const label: Field = {
  kind: "choice",
  name: "label",
  label: words.columns.kind,
  choices: [["", words.entities.all], ...LABELS.map((name) => [name, words.entities[name]] as const)],
};

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: words.entities.title, fields: [label] });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<EntitiesAnswer>(address, signal);
        if (!answer) return;
        const options = { caption: words.entities.title, ...sheet.ordering(address, answer) };
        fill(sheet.table, table(answer.rows, COLUMNS, options));
      },
    };
  },
};

const COLUMNS: readonly Column<Entity>[] = [
  { key: "name", head: words.columns.name, cell: entity, sort: (row) => row.name },
  { key: "kind", head: words.columns.kind, cell: (row) => row.kind.replaceAll("_", " "), sort: (row) => row.kind },
  {
    key: "aliases",
    head: words.entities.aliases,
    cell: (row) => listed(row.aliases, named),
    sort: (row) => row.aliases.length,
  },
];

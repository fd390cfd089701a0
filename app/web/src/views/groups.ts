/** Where a question is of one group, and none is named: the groups that there are, each a link to this view of it. */
import { api, changed, written, type Address } from "../address";
import { ask } from "../api";
import { fill, h } from "../dom";
import { named } from "../parts/cells";
import type { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { EntitiesAnswer, Entity } from "../types";
import { words } from "../words";

const GROUPS = { path: "/entities", params: new URLSearchParams({ label: "Group", limit: "1000" }) };

/** Lists the groups in the place of the rows. */
export async function chooseGroup(sheet: Sheet, address: Address, signal: AbortSignal): Promise<void> {
  sheet.unasked(address);
  const answer = await ask<EntitiesAnswer>(api(GROUPS), signal);
  signal.throwIfAborted();
  const groups = [...answer.rows].sort((one, other) => one.name.localeCompare(other.name));
  const options = { caption: words.custody.choose, empty: words.custody.chooseNone, ...sheet.ordering(address) };
  sheet.unasked(address, words.custody.chooseSummary(groups.length));
  fill(sheet.table, table(groups, columns(address), options));
}

function columns(address: Address): readonly Column<Entity>[] {
  return [
    {
      key: "name",
      head: words.columns.name,
      cell: (group) => h("a", { href: written(changed(address, { held: group.id, sort: null })) }, named(group.name)),
      sort: (group) => group.name,
    },
    {
      key: "kind",
      head: words.columns.kind,
      cell: (group) => group.kind.replaceAll("_", " "),
      sort: (group) => group.kind,
    },
  ];
}

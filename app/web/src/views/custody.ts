/** Who held whom on a day: a line per holder and held, with its doubt and its statements. */
import { api, carried, type Address } from "../address";
import { h, fill, type Child } from "../dom";
import { range } from "../parts/cells";
import { asOf, certainOnly, knownAt, type Field } from "../parts/controls";
import { Chart } from "../parts/chart";
import { lens, type Told } from "../parts/lens";
import { mapped } from "../parts/mapped";
import { Sheet, type Ordering, type Tab } from "../parts/sheet";
import { table } from "../parts/table";
import "../style/custody.css";
import type { CustodyAnswer, CustodyRow } from "../types";
import type { View } from "../view";
import { words } from "../words";
import { COLUMNS } from "./custody-columns";
import { ofCustody } from "./journeys";

export const held: Field = {
  kind: "entity",
  name: "held",
  of: "Group",
  label: words.controls.held,
  placeholder: words.controls.anyone,
};
export const holder: Field = {
  kind: "entity",
  name: "holder",
  of: "Actor",
  label: words.controls.holder,
  placeholder: words.controls.anyone,
};
export const place: Field = {
  kind: "entity",
  name: "place",
  of: "Place",
  label: words.controls.place,
  placeholder: words.controls.anywhere,
};

const SHARED = ["held", "known_at", "exclude", "trust", "min_independent", "reviewed", "embed"];
// beside the rows of the day
const ASIDES = ["lastKnown", "firstKnown", "perhapsSame", "together"] as const;
const tab = (path: string, text: string): Tab => ({
  path,
  text,
  href: (address: Address) => carried(address, path, path === "/plans" ? SHARED : [...SHARED, "holder", "place"]),
});

/** The faces of custody, each with an address of its own. */
export const TABS: readonly Tab[] = [
  tab("/custody", words.custody.day),
  tab("/custody/series", words.custody.series),
  tab("/custody/chain", words.custody.chain),
  tab("/custody/ledger", words.custody.ledger),
  tab("/plans", words.custody.plans),
];

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, {
      title: words.custody.title,
      tabs: TABS,
      fields: [held, asOf, knownAt, holder, place, certainOnly],
    });
    const ears = lens<CustodyAnswer>(
      context,
      (answer) => answer.rows.flatMap((row) => row.saidBy),
      (answer) => answer.rows.map(told),
    );
    const map = mapped();
    const chart = new Chart(sheet.figure, words.custody.picture);
    sheet.table.classList.add("custody");
    sheet.before.append(ears.element);
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<CustodyAnswer>(address, signal);
        if (!answer?.rows.length) chart.clear();
        if (!answer) {
          map.clear();
          return;
        }
        const options = sheet.ordering(address, answer);
        fill(
          sheet.table,
          table(answer.rows, COLUMNS, { ...options, caption: words.custody.caption, empty: words.custody.nobody }),
          address.params.has("held") &&
            h(
              "p",
              {},
              `${words.custody.moreMoves} `,
              h("a", { href: carried(address, "/custody/chain", SHARED) }, words.custody.chain),
            ),
          ...ASIDES.map((each) => aside(words.custody[each], answer[each], options)),
        );
        fill(sheet.after, map.element);
        map.show(ofCustody(answer.rows), signal);
        await Promise.all([
          answer.rows.length > 0 && chart.show(api(address, "svg"), signal),
          ears.show(address, answer, signal),
        ]);
      },
      close: map.clear,
    };
  },
};

function aside(caption: string, rows: readonly CustodyRow[], options: Ordering): Child {
  if (!rows.length) return null;
  return h(
    "details",
    { class: "aside" },
    h("summary", {}, `${caption} (${rows.length})`),
    table(rows, COLUMNS, { ...options, next: null, caption }),
  );
}

function told(row: CustodyRow): Told {
  const counts = [row.count && range(row.count), row.gained && `${words.custody.gained} ${range(row.gained)}`].filter(
    Boolean,
  );
  return {
    key: `${row.holder.id} ${row.held.id}`,
    name: `${row.holder.name}: ${row.held.name}`,
    says: [row.certainty, ...counts].join(", "),
  };
}

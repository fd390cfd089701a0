/** What is denied, corrected or questioned, and where figures or dates cannot both be true. */
import { entity, listed, named, statementLink, statements } from "../parts/cells";
import { asOf, knownAt } from "../parts/controls";
import { Sheet } from "../parts/sheet";
import { table, type Column } from "../parts/table";
import type { ContestedAnswer, ContestedRow } from "../types";
import type { View } from "../view";
import { words } from "../words";

export const view: View = {
  open: (root, context) => {
    const sheet = new Sheet(root, context, { title: words.nav.contested, fields: [asOf, knownAt] });
    return {
      show: async (address, signal) => {
        const answer = await sheet.load<ContestedAnswer>(address, signal);
        if (!answer) return;
        sheet.table.replaceChildren(
          table(answer.rows, COLUMNS, { caption: words.nav.contested, sort: address.params.get("sort"), onSort: (sort) => context.go({ sort }) }),
        );
      },
    };
  },
};

const COLUMNS: readonly Column<ContestedRow>[] = [];
void [entity, listed, named, statementLink, statements];

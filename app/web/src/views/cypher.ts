/** Read-only Cypher: the cookbook, one of its queries with its parameters, and a query of one's own. */
import "../style/records.css";
import type { View } from "../view";
import { cookbook } from "./cypher-cookbook";
import { ownQuery } from "./cypher-own";
import { saved } from "./cypher-saved";

export const view: View = {
  open: (root, context) => {
    const { path } = context.address();
    const face = path === "/cypher" ? ownQuery : path === "/queries" ? cookbook : saved;
    return face(root, context);
  },
};

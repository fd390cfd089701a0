// Remove the shortcut edges of statements. EDGE_TYPE as in write/shortcut.
//
// $statements LIST of STRING  ids
UNWIND $statements AS id
MATCH ()-[edge:EDGE_TYPE]->()
WHERE edge.statement = id
DELETE edge

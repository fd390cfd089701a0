// Remove the shortcut edges of statements. EDGE_TYPE as in write/shortcut.
//
// $statements LIST of STRING  ids
MATCH ()-[edge:EDGE_TYPE]->()
WHERE edge.statement IN $statements
DELETE edge

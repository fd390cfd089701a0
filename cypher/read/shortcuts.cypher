// All shortcut edges, to be compared with what the statements say.
//
// One row per edge: type, from, to, properties.
MATCH (from:Entity)-[edge]->(to:Entity)
RETURN type(edge) AS type, from.id AS from, to.id AS to, edge {.*} AS properties

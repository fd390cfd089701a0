// Whether anything that is marked internal is in the store, in any version.
//
// One row: internal.
OPTIONAL MATCH (statement:Statement {internal: true})
WITH count(statement) AS statements
OPTIONAL MATCH (source:Source {internal: true})
WITH statements, count(source) AS sources
OPTIONAL MATCH (entity:Entity {internal: true})
WITH statements, sources, count(entity) AS entities
OPTIONAL MATCH (:Dataset)-[names:NAMES]->(:Entity)
WHERE names.internalAliases IS NOT NULL
WITH statements, sources, entities, count(names) AS named
RETURN statements + sources + entities + named > 0 AS internal

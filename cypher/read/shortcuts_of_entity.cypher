// The shortcut edges of one entity, in both directions.
//
// $entity STRING  id of the entity
// One row per edge: type, from, to, properties.
MATCH (entity:Entity {id: $entity})-[edge]-(:Entity)
RETURN DISTINCT type(edge) AS type, startNode(edge).id AS from, endNode(edge).id AS to, edge {.*} AS properties

// Everybody whom a shortcut edge ties to an entity, as a picture.
//
// entity STRING  id of the entity
//
// One row per edge: path. Neo4j Browser draws it; to draw the reports behind an edge, look its statement up by id.
WITH 'isis-suspects' AS entity
MATCH path = (:Entity {id: entity})-[edge]-(other:Entity)
RETURN path
ORDER BY edge.statement, type(edge), other.id

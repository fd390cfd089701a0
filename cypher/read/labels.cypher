// The labels of some entities, of those that no load closed.
//
// $ids LIST of STRING
// $version INTEGER
// One row per entity: id, label.
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE entity.openedIn <= $version AND entity.closedIn IS NULL
RETURN entity.id AS id, entity.label AS label

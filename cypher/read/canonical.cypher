// Which entity stands for each of some entities.
//
// $ids LIST of STRING
// One row per entity that was joined to another: id, canonical.
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
WHERE entity.canonical IS NOT NULL
RETURN entity.id AS id, entity.canonical AS canonical

// What each dataset calls some entities, now.
//
// $ids LIST of STRING
// One row per dataset and entity: entity, dataset, names.
UNWIND $ids AS id
MATCH (entity:Entity {id: id})<-[names:NAMES]-(dataset:Dataset)
WHERE names.closedIn = 2147483647
RETURN entity.id AS entity, dataset.id AS dataset, names {.*} AS names

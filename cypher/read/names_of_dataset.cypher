// What a dataset calls entities of other datasets, now.
//
// $dataset STRING
// One row per entity: entity, names.
MATCH (dataset:Dataset {id: $dataset})-[names:NAMES]->(entity:Entity)
WHERE names.closedIn = 2147483647 AND entity.dataset <> $dataset
RETURN entity.id AS entity, names {.*} AS names

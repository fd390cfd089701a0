// Remove what a dataset calls entities, in every version.
//
// $dataset STRING
// $ids     LIST of STRING  ids of the entities
MATCH (:Dataset {id: $dataset})-[names:NAMES]->(entity:Entity)
WHERE entity.id IN $ids
DELETE names

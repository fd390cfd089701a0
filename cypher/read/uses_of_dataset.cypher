// Which datasets use ids of a dataset, now.
//
// $dataset STRING
// One row per dataset and entity: dataset, entity.
MATCH (entity:Entity {dataset: $dataset})<-[names:NAMES]-(user:Dataset)
WHERE names.closedIn = 2147483647 AND user.id <> $dataset
RETURN user.id AS dataset, entity.id AS entity

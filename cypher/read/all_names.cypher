// What datasets call entities, now and in earlier data versions.
//
// One row per name: dataset, entity, properties.
MATCH (dataset:Dataset)-[names:NAMES]->(entity:Entity)
RETURN dataset.id AS dataset, entity.id AS entity, names {.*} AS properties

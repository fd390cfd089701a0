// All entities, also those of sources that were unloaded.
//
// One row per entity: label, properties.
MATCH (entity:Entity)
RETURN entity.label AS label, entity {.*} AS properties
ORDER BY label, entity.id

// Remove a batch of entities that an unpublished load made.
//
// $version INTEGER, $batch INTEGER
// One row: removed.
MATCH (entity:Entity)
WHERE entity.openedIn = $version
WITH entity LIMIT $batch
DETACH DELETE entity
RETURN count(*) AS removed

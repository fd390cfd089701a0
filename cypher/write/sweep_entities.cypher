// Remove entities that an unpublished load made.
//
// $version INTEGER
MATCH (entity:Entity)
WHERE entity.openedIn = $version
DETACH DELETE entity

// Close entities: from this load on no source has them.
//
// $ids LIST of STRING
// $version INTEGER
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
SET entity.closedIn = $version, entity.changedIn = $version

// Set which entity stands for each.
//
// $rows    LIST of MAP  id, canonical
// $version INTEGER      the load that does it
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.canonical = row.canonical, entity.changedIn = $version

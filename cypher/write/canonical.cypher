// Set which entity stands for each.
//
// $rows LIST of MAP  id, canonical
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
SET entity.canonical = row.canonical

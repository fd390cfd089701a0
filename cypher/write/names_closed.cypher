// Close what datasets call entities: the load of this version no longer says so.
//
// $rows LIST of MAP  dataset, entity: ids
// $version INTEGER
UNWIND $rows AS row
MATCH (entity:Entity {id: row.entity})<-[names:NAMES]-(dataset:Dataset)
WHERE dataset.id = row.dataset AND names.closedIn = 2147483647
SET names.closedIn = $version

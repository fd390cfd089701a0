// Record what datasets call entities.
//
// $rows LIST of MAP  dataset, entity: ids, properties
UNWIND $rows AS row
MATCH (dataset:Dataset {id: row.dataset})
MATCH (entity:Entity {id: row.entity})
CREATE (dataset)-[names:NAMES]->(entity)
SET names = row.properties

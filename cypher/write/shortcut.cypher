// Write shortcut edges of one type. EDGE_TYPE is put in from the vocabulary, after a check of its letters.
//
// $rows LIST of MAP  from, to: ids of entities, properties: MAP
UNWIND $rows AS row
MATCH (from:Entity {id: row.from})
MATCH (to:Entity {id: row.to})
CREATE (from)-[edge:EDGE_TYPE]->(to)
SET edge = row.properties

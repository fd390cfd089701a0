// Tie statements to the entities in one of their roles. EDGE_TYPE, the role in capitals, is put in after a check.
//
// $rows LIST of MAP  record of the statement, entity: id
UNWIND $rows AS row
MATCH (statement:Statement {record: row.record})
MATCH (entity:Entity {id: row.entity})
CREATE (statement)-[:EDGE_TYPE]->(entity)

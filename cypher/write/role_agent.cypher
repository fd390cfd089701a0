// Tie statements to the entities in their role AGENT.
//
// $rows LIST of MAP  record of the statement, entity: id
UNWIND $rows AS row
MATCH (statement:Statement {record: row.record})
MATCH (entity:Entity {id: row.entity})
CREATE (statement)-[:AGENT]->(entity)

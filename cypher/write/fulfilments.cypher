// Tie deeds to the plans whose key they name.
//
// $rows LIST of MAP  record of the deed, key of the plan
UNWIND $rows AS row
MATCH (deed:Statement {record: row.record})
MATCH (plan:Statement {key: row.key})
MERGE (deed)-[:FULFILS]->(plan)

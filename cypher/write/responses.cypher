// Tie responses to every version of the statement whose key they name.
//
// $rows LIST of MAP  record of the response, key of the statement, stance, scope
UNWIND $rows AS row
MATCH (response:Statement {record: row.record})
MATCH (statement:Statement {key: row.key})
MERGE (response)-[:RESPONDS_TO {stance: row.stance, scope: row.scope}]->(statement)

// Tie responses to every version of the statement whose key they name.
//
// $rows LIST of MAP  record of the response, key of the statement, stance, scope
UNWIND $rows AS row
MATCH (response:Statement {record: row.record})
MATCH (statement:Statement {key: row.key})
MERGE (response)-[link:RESPONDS_TO]->(statement)
SET link.stance = row.stance, link.scope = row.scope

// Tie versions of statements to those that they respond to or fulfil. EDGE_TYPE is put in after a check.
//
// $rows LIST of MAP  from, to: records of statements, properties: MAP
UNWIND $rows AS row
MATCH (reply:Statement {record: row.from})
MATCH (first:Statement {record: row.to})
CREATE (reply)-[link:EDGE_TYPE]->(first)
SET link = row.properties

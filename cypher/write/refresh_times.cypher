// Renew the bounds of statements that depend on others; their content and their ids stay.
//
// $rows LIST of MAP  record, properties: what follows from others
UNWIND $rows AS row
MATCH (statement:Statement {record: row.record})
SET statement += row.properties

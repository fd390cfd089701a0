// Remove what an unpublished load opened.
//
// $records LIST of STRING
UNWIND $records AS record
MATCH (statement:Statement {record: record})
DETACH DELETE statement

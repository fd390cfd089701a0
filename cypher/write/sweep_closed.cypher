// Open again what an unpublished load closed.
//
// $records LIST of STRING
UNWIND $records AS record
MATCH (statement:Statement {record: record})
SET statement.closedIn = 2147483647

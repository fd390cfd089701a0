// Close versions of statements: the load of this version no longer holds them.
//
// $records LIST of STRING
// $version INTEGER
UNWIND $records AS record
MATCH (statement:Statement {record: record})
SET statement.closedIn = $version

// Open again what an unpublished load closed.
//
// $version INTEGER
MATCH (statement:Statement {closedIn: $version})
SET statement.closedIn = 2147483647

// Versions of statements that a load closed.
//
// $version INTEGER
// One row per version: record, id.
MATCH (statement:Statement {closedIn: $version})
RETURN statement.record AS record, statement.id AS id

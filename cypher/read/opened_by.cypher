// Versions of statements that a load opened.
//
// $version INTEGER
// One row per version: record, id, predicate.
MATCH (statement:Statement {openedIn: $version})
RETURN statement.record AS record, statement.id AS id, statement.predicate AS predicate

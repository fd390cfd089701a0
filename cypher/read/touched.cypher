// Statements that a load opened or closed.
//
// $version INTEGER
// One row per statement: id.
MATCH (statement:Statement)
WHERE statement.openedIn = $version OR statement.closedIn = $version
RETURN DISTINCT statement.id AS id

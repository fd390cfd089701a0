// Versions of statements that some data versions closed.
//
// $since INTEGER  the data version after which they were closed
// $until INTEGER  the last data version
//
// One row per version of a statement: id, opened, closed.
MATCH (statement:Statement)
WHERE statement.closedIn > $since AND statement.closedIn <= $until AND statement.openedIn <= $since
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed

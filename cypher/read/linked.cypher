// Versions of statements with a date that others bound.
//
// One row per version of a statement: id, opened, closed.
MATCH (statement:Statement)
WHERE statement.linked IS NOT NULL
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed

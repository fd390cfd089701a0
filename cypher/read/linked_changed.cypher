// Versions of statements with a date that others bound, which some data versions opened or closed.
//
// $versions LIST of INTEGER  the data versions
//
// One row per version of a statement: id, opened, closed.
MATCH (statement:Statement)
WHERE statement.openedIn IN $versions AND statement.linked IS NOT NULL
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed
UNION
MATCH (statement:Statement)
WHERE statement.closedIn IN $versions AND statement.linked IS NOT NULL
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed

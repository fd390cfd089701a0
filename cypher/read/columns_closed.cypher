// Versions of statements that some data versions closed.
//
// $since    INTEGER          the data version before the first of these
// $versions LIST of INTEGER  the data versions
//
// One row per version of a statement: id, opened, closed.
MATCH (statement:Statement)
WHERE statement.closedIn IN $versions AND statement.openedIn <= $since
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed

// Statements of which some data versions opened, closed or renewed a version.
//
// $versions LIST of INTEGER  the data versions
//
// One row per statement: id.
MATCH (statement:Statement)
WHERE statement.openedIn IN $versions
RETURN statement.id AS id
UNION
MATCH (statement:Statement)
WHERE statement.closedIn IN $versions
RETURN statement.id AS id
UNION
MATCH (statement:Statement)
WHERE statement.renewedIn IN $versions
RETURN statement.id AS id

// The ids of all statements that one data version holds, in the order of answers.
//
// $version INTEGER  the data version
// One row per statement: id.
MATCH (statement:Statement)
WHERE statement.openedIn <= $version AND statement.closedIn - $version > 0
RETURN statement.id AS id
ORDER BY statement.dataset, statement.key, statement.openedIn

// Ids of every version of the statements with some keys.
//
// $keys    LIST of STRING
// $version INTEGER
// One row per id: id.
UNWIND $keys AS key
MATCH (statement:Statement {key: key})
WHERE statement.openedIn <= $version
RETURN DISTINCT statement.id AS id

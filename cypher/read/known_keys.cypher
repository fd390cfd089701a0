// Which of some keys belong to statements that are in the store, and of which dataset.
//
// $keys    LIST of STRING
// $version INTEGER
// One row per key: key, dataset.
UNWIND $keys AS key
MATCH (statement:Statement {key: key})
WHERE statement.openedIn <= $version
RETURN DISTINCT statement.key AS key, statement.dataset AS dataset

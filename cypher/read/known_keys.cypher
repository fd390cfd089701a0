// Which of some keys belong to statements that are in the store.
//
// $keys LIST of STRING
// One row per key: key.
UNWIND $keys AS key
MATCH (statement:Statement {key: key})
RETURN DISTINCT statement.key AS key

// How many versions of statements there are.
//
// One row: count.
MATCH (statement:Statement)
RETURN count(statement) AS count

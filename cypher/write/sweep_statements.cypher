// Remove a batch of what an unpublished load opened.
//
// $version INTEGER, $batch INTEGER
// One row: removed.
MATCH (statement:Statement {openedIn: $version})
WITH statement LIMIT $batch
DETACH DELETE statement
RETURN count(*) AS removed

// Statements that some data versions opened, for the table of all statements in memory.
//
// $since INTEGER  the data version after which that was
// $until INTEGER  the last data version
//
// Gives what STATEMENT_ROWS gives, one row per version of a statement.
MATCH (statement:Statement)
WHERE statement.openedIn > $since AND statement.openedIn <= $until
STATEMENT_ROWS

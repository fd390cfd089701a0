// Statements that some data versions renewed in place, for the table of all statements in memory.
//
// $since INTEGER  the data version after which that was
// $until INTEGER  the last data version
//
// Gives what STATEMENT_ROWS gives, one row per version of a statement.
MATCH (statement:Statement)
WHERE statement.renewedIn > $since AND statement.renewedIn <= $until AND statement.openedIn <= $since
STATEMENT_ROWS

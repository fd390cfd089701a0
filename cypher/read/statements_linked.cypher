// All statements with a date that others bound, as one data version holds them.
//
// $version INTEGER  the data version
//
// Gives what STATEMENT_ROWS_WITH_REPLIES gives, one row per statement.
MATCH (statement:Statement)
WHERE statement.linked IS NOT NULL AND statement.openedIn <= $version AND statement.closedIn - $version > 0
STATEMENT_ROWS_WITH_REPLIES

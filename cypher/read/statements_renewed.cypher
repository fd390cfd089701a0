// Statements that some data versions renewed in place, for the table of all statements in memory.
//
// $since    INTEGER          the data version before the first of these
// $versions LIST of INTEGER  the data versions
//
// Gives what STATEMENT_ROWS gives, one row per version of a statement.
MATCH (statement:Statement)
WHERE statement.renewedIn IN $versions AND statement.openedIn <= $since
STATEMENT_ROWS

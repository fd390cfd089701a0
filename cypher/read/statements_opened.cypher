// Statements that some data versions opened, for the table of all statements in memory.
//
// $versions LIST of INTEGER  the data versions
//
// Gives what STATEMENT_ROWS gives, one row per version of a statement.
MATCH (statement:Statement)
WHERE statement.openedIn IN $versions
STATEMENT_ROWS

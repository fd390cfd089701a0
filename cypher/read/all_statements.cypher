// All versions of all statements.
//
// Gives what STATEMENT_ROWS gives, one row per version of a statement.
MATCH (statement:Statement)
STATEMENT_ROWS

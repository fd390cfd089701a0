// Every version of some statements, open or closed, whichever data version is asked.
//
// $ids     LIST of STRING
// $version INTEGER  the data version whose responses are given
//
// Gives what STATEMENT_ROWS_WITH_REPLIES gives, one row per statement.
UNWIND $ids AS id
MATCH (statement:Statement {id: id})
WHERE statement.openedIn <= $version
STATEMENT_ROWS_WITH_REPLIES

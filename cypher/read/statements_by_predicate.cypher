// All statements with some predicates, as one data version holds them.
//
// $predicates LIST of STRING
// $version    INTEGER  the data version
// $knownBy    DATE     leave out what cannot have been public by then
//
// Gives what STATEMENT_ROWS_WITH_REPLIES gives, one row per statement.
MATCH (statement:Statement)
WHERE statement.predicate IN $predicates AND statement.openedIn <= $version AND statement.closedIn - $version > 0
  AND statement.knownEarliest <= $knownBy
STATEMENT_ROWS_WITH_REPLIES

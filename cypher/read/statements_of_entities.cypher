// Statements in which some entities have a role, as one data version holds them.
//
// $entities   LIST of STRING  ids
// $predicates LIST of STRING
// $version    INTEGER  the data version
// $knownBy    DATE     leave out what cannot have been public by then
//
// Gives what STATEMENT_ROWS_WITH_REPLIES gives, one row per statement.
UNWIND $entities AS id
MATCH (:Entity {id: id})<-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]-(found:Statement)
WHERE found.predicate IN $predicates AND found.openedIn <= $version AND found.closedIn - $version > 0
  AND found.knownEarliest <= $knownBy
WITH DISTINCT found AS statement
STATEMENT_ROWS_WITH_REPLIES

// Statements that name an entity in any way: in a role, as speaker, or as the event that they are about.
//
// $entities LIST of STRING  ids
// $version  INTEGER  the data version
// $knownBy  DATE     leave out what cannot have been public by then
//
// Gives what STATEMENT_ROWS_WITH_REPLIES gives, one row per statement.
UNWIND $entities AS id
MATCH (:Entity {id: id})<--(found:Statement)
WHERE found.openedIn <= $version AND found.closedIn - $version > 0 AND found.knownEarliest <= $knownBy
WITH DISTINCT found AS statement
STATEMENT_ROWS_WITH_REPLIES

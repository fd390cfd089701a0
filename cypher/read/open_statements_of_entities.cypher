// Ids of open statements in which some entities have a role.
//
// $entities LIST of STRING  ids
// One row per statement: id.
UNWIND $entities AS entity
MATCH (:Entity {id: entity})<-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]-(statement:Statement)
WHERE statement.closedIn = 2147483647
RETURN DISTINCT statement.id AS id

// Which entities the open statements of a dataset name: in a role, as speaker, event, or publisher of the source.
//
// $dataset STRING
// One row per statement: key, ids (LIST of STRING).
MATCH (:Dataset {id: $dataset})<-[:IN]-(statement:Statement {closedIn: 2147483647})
RETURN statement.key AS key,
  [(statement)-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT|ABOUT|SAID_BY]->(entity:Entity) |
    entity.id] +
  [(statement)-[:CITES]->(:Source)-[:PUBLISHED_BY]->(publisher:Entity) | publisher.id] AS ids

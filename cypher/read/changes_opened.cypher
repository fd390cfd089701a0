// Versions of statements that some data versions opened, the first ones in the order of data version and key.
//
// $versions LIST of INTEGER  the data versions
// $most     INTEGER          how many rows at most
//
// One row per version of a statement: version, key, id, dataset, predicate, roles (LIST of ids of entities).
MATCH (statement:Statement)
WHERE statement.openedIn IN $versions
WITH statement
ORDER BY statement.openedIn, statement.key
LIMIT $most
RETURN statement.openedIn AS version, statement.key AS key, statement.id AS id, statement.dataset AS dataset,
  statement.predicate AS predicate,
  [(statement)-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->(entity:Entity) | entity.id]
    AS roles
ORDER BY version, key

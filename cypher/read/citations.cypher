// The citations with offsets of the statements that are open in a data version.
//
// $version INTEGER
// One row per citation: key, source, cites.
MATCH (statement:Statement)-[cites:CITES]->(source:Source)
WHERE statement.openedIn <= $version AND statement.closedIn - $version > 0 AND cites.start IS NOT NULL
RETURN statement.key AS key, source.id AS source, cites {.*} AS cites
ORDER BY source, key

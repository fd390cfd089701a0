// The citations of open statements: those with offsets, and all of sources that one may have a copy of.
//
// $version INTEGER
// One row per citation: key, source, cites.
MATCH (statement:Statement)-[cites:CITES]->(source:Source)
WHERE statement.openedIn <= $version AND statement.closedIn - $version > 0
  AND (cites.start IS NOT NULL OR source.textFile IS NOT NULL OR source.archiveFile IS NOT NULL)
RETURN statement.key AS key, source.id AS source, cites {.*} AS cites
ORDER BY source, key

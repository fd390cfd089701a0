// Statements that some data versions opened, for the table of all statements in memory.
//
// $since INTEGER  the data version after which that was
// $until INTEGER  the last data version
//
// One row per version of a statement: statement, cites, source, saidBy, roles.
// Days are ISO text: the driver reads that many times faster than a DATE.
MATCH (statement:Statement)
WHERE statement.openedIn > $since AND statement.openedIn <= $until
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[cites:CITES]->(source:Source)
RETURN statement {.*,
    earliestStart: toString(statement.earliestStart), latestStart: toString(statement.latestStart),
    earliestEnd: toString(statement.earliestEnd), latestEnd: toString(statement.latestEnd),
    saidEarliest: toString(statement.saidEarliest), saidLatest: toString(statement.saidLatest),
    knownEarliest: toString(statement.knownEarliest), knownLatest: toString(statement.knownLatest)
  } AS statement,
  cites {.*} AS cites, source.id AS source, speaker.id AS saidBy,
  [(statement)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT|ABOUT]->(entity:Entity) |
    [type(role), entity.id]] AS roles

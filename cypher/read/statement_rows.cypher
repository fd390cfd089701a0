// What is read of a statement. Put into the queries that select some, where STATEMENT_ROWS stands.
//
// One row per statement: statement, cites, source, saidBy, roles.
// Days are ISO text: the driver reads that many times faster than a DATE.
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

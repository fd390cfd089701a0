// What the columns in memory keep of the statements that some data versions opened.
//
// $versions LIST of INTEGER  the data versions
//
// One row per version of a statement: id, opened, closed, predicate, polarity, mode, reading, kind, written, linked,
// days (LIST of ISO text: the four bounds, and from when it may have been known), saidBy, source, state (of
// its review), roles (LIST of [type, id]).
MATCH (statement:Statement)
WHERE statement.openedIn IN $versions
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[:CITES]->(source:Source)
RETURN statement.id AS id, statement.openedIn AS opened, statement.closedIn AS closed,
  statement.predicate AS predicate, statement.polarity AS polarity, statement.mode AS mode,
  statement.reading AS reading,
  statement.validityKind AS kind, statement.validityWritten AS written, statement.linked IS NOT NULL AS linked,
  [toString(statement.earliestStart), toString(statement.latestStart), toString(statement.earliestEnd),
   toString(statement.latestEnd), toString(statement.knownEarliest), toString(statement.knownLatest)] AS days,
  speaker.id AS saidBy, source.id AS source, statement.state AS state,
  [(statement)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->(entity:Entity) |
    [type(role), entity.id]] AS roles

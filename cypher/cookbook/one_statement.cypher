// One statement, whole: who says what of whom, where it is written, and who answered it.
//
// statement STRING  key of the statement, with its dataset
//
// One row per version in force: predicate, polarity, mode, reading (stated by the source, or inferred by its coder),
// roles (each a role and a name), when (as the source puts it), earliestStart, latestStart, earliestEnd, latestEnd,
// countMin, countMax, countKind, wording, terms, saidBy, source, publisher, locator, answeredBy (stance and speaker).
WITH 'isis-detainee-transfer:sanbar-torture' AS statement
MATCH (it:Statement {key: statement})-[:SAID_BY]->(speaker:Entity)
WHERE it.closedIn = 2147483647
MATCH (it)-[cites:CITES]->(source:Source)
OPTIONAL MATCH (source)-[:PUBLISHED_BY]->(publisher:Entity)
RETURN it.predicate AS predicate, it.polarity AS polarity, it.mode AS mode, it.reading AS reading,
  COLLECT {
    MATCH (it)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->(who:Entity)
    RETURN type(role) + ' ' + who.name AS words ORDER BY words
  } AS roles,
  it.validityWritten AS when, it.earliestStart AS earliestStart, it.latestStart AS latestStart,
  it.earliestEnd AS earliestEnd, it.latestEnd AS latestEnd,
  it.countMin AS countMin, it.countMax AS countMax, it.countKind AS countKind, it.countWording AS wording,
  it.terms AS terms, speaker.name AS saidBy, source.id AS source, publisher.name AS publisher,
  cites.locator AS locator,
  COLLECT {
    MATCH (it)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(other:Entity)
    WHERE reply.closedIn = 2147483647
    RETURN DISTINCT link.stance + ' ' + other.name AS words ORDER BY words
  } AS answeredBy
ORDER BY locator

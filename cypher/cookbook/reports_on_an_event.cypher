// What is reported on one event, by whom.
//
// event STRING  id of the event
//
// One row per statement: predicate, polarity, mode, who (each a role and a name), when (as the source puts it), wording
// (of a number), saidBy, locator, key.
WITH 'escape-2026-01-20' AS event
MATCH (:Entity {id: event})<-[:ABOUT]-(said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
MATCH (said)-[cites:CITES]->(:Source)
RETURN said.predicate AS predicate, said.polarity AS polarity, said.mode AS mode,
  COLLECT {
    MATCH (said)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->(who:Entity)
    RETURN type(role) + ' ' + who.name AS words ORDER BY words
  } AS who,
  said.validityWritten AS when, said.countWording AS wording, speaker.name AS saidBy, cites.locator AS locator,
  said.key AS key
ORDER BY key

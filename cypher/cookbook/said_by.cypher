// Everything that one speaker said, in the order of when it was said.
//
// speaker STRING  id of the actor who speaks
//
// One row per statement: saidOn (as written; null: not given), predicate, polarity, mode, subjects and objects (who
// does it, to whom), when (as the source puts it), terms, countWording, respondsTo (stance and key of what it answers),
// source, locator, key.
WITH 'sarah-sanbar' AS speaker
MATCH (:Entity {id: speaker})<-[:SAID_BY]-(statement:Statement)-[cites:CITES]->(source:Source)
WHERE statement.closedIn = 2147483647
RETURN statement.saidOn AS saidOn, statement.predicate AS predicate, statement.polarity AS polarity,
  statement.mode AS mode,
  COLLECT {
    MATCH (statement)-[:SUBJECT|AGENT]->(who:Entity) RETURN DISTINCT who.name AS name ORDER BY name
  } AS subjects,
  COLLECT { MATCH (statement)-[:OBJECT]->(whom:Entity) RETURN DISTINCT whom.name AS name ORDER BY name } AS objects,
  statement.validityWritten AS when, statement.terms AS terms, statement.countWording AS countWording,
  COLLECT {
    MATCH (statement)-[link:RESPONDS_TO]->(first:Statement)
    WHERE first.closedIn = 2147483647
    RETURN DISTINCT link.stance + ' ' + first.key AS answer ORDER BY answer
  } AS respondsTo,
  source.id AS source, cites.locator AS locator, statement.key AS key
ORDER BY statement.saidEarliest, statement.saidLatest, key

// What is alleged about trials, treatment and abandonment, and who rejects it.
//
// alleged LIST of STRING  the terms that make a statement an allegation
//
// One row per statement: terms, predicate, accused (who tries, sentences, mistreats or abandons; empty where nobody is
// named), people, when (as the source puts it), saidBy, rejectedBy (names, each with how general the rejection is),
// rejections (how many statements), key.
WITH ['sham', 'minutes_long', 'no_lawyer', 'anonymous_informants', 'no_evidence', 'coerced_confession', 'overwhelmed',
  'opaque', 'systemic_issues', 'torture', 'abandonment'] AS alleged
MATCH (statement:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE (statement.predicate = 'abandons' OR statement.predicate IN ['prosecutes', 'sentences', 'mistreats']
    AND any(term IN statement.terms WHERE term IN alleged))
  AND statement.polarity = 'asserts' AND statement.closedIn = 2147483647
RETURN statement.terms AS terms, statement.predicate AS predicate,
  COLLECT { MATCH (statement)-[:SUBJECT]->(actor:Entity) RETURN actor.name AS name ORDER BY name } AS accused,
  COLLECT { MATCH (statement)-[:OBJECT]->(people:Entity) RETURN people.name AS name ORDER BY name } AS people,
  statement.validityWritten AS when, speaker.name AS saidBy,
  COLLECT {
    MATCH (statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(who:Entity)
    WHERE link.stance = 'denies' AND reply.closedIn = 2147483647
    RETURN DISTINCT who.name + ' (' + link.scope + ')' AS rejecter ORDER BY rejecter
  } AS rejectedBy,
  COUNT {
    MATCH (statement)<-[link:RESPONDS_TO]-(reply:Statement)
    WHERE link.stance = 'denies' AND reply.closedIn = 2147483647
  } AS rejections,
  statement.key AS key
ORDER BY saidBy, key

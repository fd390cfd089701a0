// Allegations and appeals that nobody answered.
//
// alleged LIST of STRING  the terms that make a statement an allegation
//
// One row per statement: what (allegation or appeal), addressed (who is accused or urged; empty where nobody is named),
// predicate, terms, people, saidBy, saidOn (as written; null: not given), source, key.
WITH ['sham', 'minutes_long', 'no_lawyer', 'anonymous_informants', 'no_evidence', 'coerced_confession', 'overwhelmed',
  'opaque', 'systemic_issues', 'torture', 'abandonment'] AS alleged
MATCH (statement:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE statement.closedIn = 2147483647 AND statement.polarity = 'asserts'
  AND (statement.mode = 'urged' OR statement.predicate = 'abandons'
    OR statement.predicate IN ['prosecutes', 'sentences', 'mistreats']
    AND any(term IN statement.terms WHERE term IN alleged))
  AND NOT EXISTS {
    MATCH (statement)<-[:RESPONDS_TO]-(reply:Statement)
    WHERE reply.closedIn = 2147483647
  }
MATCH (statement)-[:CITES]->(source:Source)
RETURN CASE WHEN statement.mode = 'urged' THEN 'appeal' ELSE 'allegation' END AS what,
  COLLECT {
    MATCH (statement)-[:SUBJECT|AGENT]->(who:Actor) RETURN DISTINCT who.name AS name ORDER BY name
  } AS addressed,
  statement.predicate AS predicate, statement.terms AS terms,
  COLLECT { MATCH (statement)-[:OBJECT]->(whom:Entity) RETURN DISTINCT whom.name AS name ORDER BY name } AS people,
  speaker.name AS saidBy, statement.saidOn AS saidOn, source.id AS source, statement.key AS key
ORDER BY what, saidBy, key

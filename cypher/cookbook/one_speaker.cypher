// What is said of groups by one speaker only, or by nobody with a name.
//
// One row per predicate, actor and group: predicate, actor (null where none is named), held, speakers (how many),
// anonymous (whether none of them has a name), saidBy (the only one, or the first by name), statements (how many). The
// same words in two reports are two statements; that two speakers may depend on one another is not asked here.
MATCH (held:Group)<-[:OBJECT]-(statement:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE statement.polarity = 'asserts' AND statement.actual AND statement.closedIn = 2147483647
OPTIONAL MATCH (statement)-[:SUBJECT|AGENT|TO_HOLDER|FROM_HOLDER]->(actor:Actor)
WITH statement.predicate AS predicate, actor.name AS actor, held.name AS held, min(speaker.name) AS saidBy,
  count(DISTINCT speaker.id) AS speakers, count(DISTINCT statement.id) AS statements,
  count(DISTINCT CASE WHEN speaker.kind = 'anonymous' THEN speaker.id END) AS unnamed
WHERE speakers = 1 OR unnamed = speakers
RETURN predicate, actor, held, speakers, unnamed = speakers AS anonymous, saidBy, statements
ORDER BY anonymous DESC, held, predicate, actor

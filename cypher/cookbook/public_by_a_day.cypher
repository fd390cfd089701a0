// What was public about somebody, or about some people, by a day; not what was so on that day.
//
// about STRING  id of any entity
// day   DATE    the day by which it was public
//
// One row per statement and role: public (certainly or possibly, by that day), knownFrom (as written), predicate,
// polarity, mode, role (the entity's in it), saidBy, source, key.
WITH 'isis-suspects' AS about, date('2026-01-25') AS day
MATCH (:Entity {id: about})<-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]-(statement)
WHERE statement:Statement AND statement.knownEarliest <= day AND statement.closedIn = 2147483647
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[:CITES]->(source:Source)
RETURN CASE WHEN statement.knownLatest <= day THEN 'certainly' ELSE 'possibly' END AS public,
  statement.knownFrom AS knownFrom, statement.predicate AS predicate, statement.polarity AS polarity,
  statement.mode AS mode, type(role) AS role, speaker.name AS saidBy, source.id AS source, statement.key AS key
ORDER BY public, knownFrom, key, role

// Everything that is said of an entity, in the order of time.
//
// entity STRING  id of any entity
//
// One row per statement and role: earliest and latest (between which days it was so, or was seen to be; no day is
// 0001-01-01 or 9999-12-31), when (as the source puts it), predicate, polarity, mode, role (the entity's in it),
// others (names of all others in it), saidBy, key.
WITH 'damascus' AS entity
MATCH (it:Entity {id: entity})<-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]-(said)
WHERE said:Statement AND said.closedIn = 2147483647
MATCH (said)-[:SAID_BY]->(speaker:Entity)
RETURN CASE said.validityKind WHEN 'observed' THEN said.earliestEnd ELSE said.earliestStart END AS earliest,
  CASE said.validityKind WHEN 'observed' THEN said.latestStart ELSE said.latestEnd END AS latest,
  said.validityWritten AS when,
  said.predicate AS predicate, said.polarity AS polarity, said.mode AS mode, type(role) AS role,
  COLLECT {
    MATCH (said)-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]->(other:Entity)
    WHERE other.id <> it.id
    RETURN DISTINCT other.name AS name ORDER BY name
  } AS others,
  speaker.name AS saidBy, said.key AS key
ORDER BY earliest, latest, key, role

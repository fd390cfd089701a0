// How people were moved: by whom, from where and whom, to where and whom.
//
// moved STRING  id of the group
//
// One row per move that is said to have happened or to be under way: when (as the source puts it), earliest and latest
// (between which days), predicate, actors, fromHolders, fromPlaces, toHolders, toPlaces (names), countMin, countMax,
// countKind, countUnit, saidBy, key.
WITH 'isis-suspects' AS moved
MATCH (:Entity {id: moved})<-[:OBJECT|SUBJECT]-(said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE said.predicate IN ['transfers', 'deports', 'repatriates', 'escapes', 'releases', 'captures', 'arrests']
  AND said.actual AND said.polarity = 'asserts' AND said.closedIn = 2147483647
RETURN said.validityWritten AS when, said.earliestStart AS earliest, said.latestEnd AS latest,
  said.predicate AS predicate,
  COLLECT { MATCH (said)-[:AGENT]->(one:Entity) RETURN DISTINCT one.name AS name ORDER BY name } AS actors,
  COLLECT { MATCH (said)-[:FROM_HOLDER]->(one:Entity) RETURN DISTINCT one.name AS name ORDER BY name } AS fromHolders,
  COLLECT { MATCH (said)-[:FROM_PLACE]->(one:Entity) RETURN DISTINCT one.name AS name ORDER BY name } AS fromPlaces,
  COLLECT { MATCH (said)-[:TO_HOLDER]->(one:Entity) RETURN DISTINCT one.name AS name ORDER BY name } AS toHolders,
  COLLECT { MATCH (said)-[:TO_PLACE]->(one:Entity) RETURN DISTINCT one.name AS name ORDER BY name } AS toPlaces,
  said.countMin AS countMin, said.countMax AS countMax, said.countKind AS countKind,
  said.countUnit AS countUnit, speaker.name AS saidBy, said.key AS key
ORDER BY earliest, latest, key

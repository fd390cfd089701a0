// Who was held in a place, or in what lies in it, whoever held them.
//
// place STRING  id of the place
//
// One row per statement: place (the one that is named), held, holders (names; empty where no source says by whom), when
// (as the source puts it), countMin, countMax, countUnit, saidBy, key.
WITH 'place-northeast-syria' AS place
MATCH (:Entity {id: place})<-[:LOCATED_IN|PART_OF*0..6]-(inside:Entity)
WITH DISTINCT inside
MATCH (inside)<-[:AT|OBJECT]-(said:Statement)-[:SUBJECT|OBJECT]->(people:Group)
WHERE said.predicate IN ['holds', 'guards', 'administers', 'detained_at'] AND said.actual
  AND said.polarity = 'asserts' AND said.closedIn = 2147483647 AND NOT inside:Group
MATCH (said)-[:SAID_BY]->(speaker:Entity)
RETURN DISTINCT inside.name AS place, people.name AS held,
  COLLECT { MATCH (said)-[:SUBJECT]->(who:Actor) RETURN DISTINCT who.name AS name ORDER BY name } AS holders,
  said.validityWritten AS when, said.countMin AS countMin, said.countMax AS countMax, said.countUnit AS countUnit,
  speaker.name AS saidBy, said.key AS key
ORDER BY place, held, key

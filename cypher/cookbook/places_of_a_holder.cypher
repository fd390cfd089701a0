// Where an actor holds or held people.
//
// holder STRING  id of the actor
//
// One row per place and group: place, held, first and last (the first and the last day on which any statement saw it,
// or says that it may have been so), statements (how many say so), saidBy (who).
WITH 'sdf' AS holder
MATCH (:Entity {id: holder})<-[:SUBJECT]-(said:Statement)-[:AT]->(place:Place)
WHERE said.predicate IN ['holds', 'guards', 'administers'] AND said.actual AND said.polarity = 'asserts'
  AND said.closedIn = 2147483647
MATCH (said)-[:OBJECT]->(people:Group)
MATCH (said)-[:SAID_BY]->(speaker:Entity)
WITH place.name AS place, people.name AS held, said, speaker.name AS name
ORDER BY name
RETURN place, held,
  min(CASE said.validityKind WHEN 'observed' THEN said.earliestEnd ELSE said.earliestStart END) AS first,
  max(CASE said.validityKind WHEN 'observed' THEN said.latestStart ELSE said.latestEnd END) AS last,
  count(DISTINCT said.id) AS statements, collect(DISTINCT name) AS saidBy
ORDER BY place, held

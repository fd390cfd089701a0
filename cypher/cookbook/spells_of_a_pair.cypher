// When two actors were tied, and how, in the order of time.
//
// one   STRING  id of an actor
// other STRING  id of another actor
//
// One row per tie: relation, earliestStart, latestStart, earliestEnd, latestEnd (the four days that bound it; no day is
// 0001-01-01 or 9999-12-31), saidBy, key.
WITH 'sdf' AS one, 'us-led-coalition' AS other
MATCH (:Entity {id: one})-[edge]-(:Entity {id: other})
MATCH (said:Statement {id: edge.statement})-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
RETURN DISTINCT type(edge) AS relation, edge.earliestStart AS earliestStart, edge.latestStart AS latestStart,
  edge.earliestEnd AS earliestEnd, edge.latestEnd AS latestEnd, speaker.name AS saidBy, said.key AS key
ORDER BY earliestStart, latestEnd, key

// Who is part of an actor, leads it or speaks for it, over several steps.
//
// actor STRING  id of the actor
//
// One row per tie: who, how (its type), whom, steps (over how many ties it leads to the actor), certainFrom and
// certainTo (the days between which it holds for certain; null where it does on none), saidBy.
WITH 'iraq' AS actor
MATCH path = (:Entity {id: actor})<-[:PART_OF|LEADS|SPEAKS_FOR*1..4]-(:Actor)
WITH last(relationships(path)) AS edge, min(length(path)) AS steps
MATCH (said:Statement {id: edge.statement})-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
RETURN startNode(edge).name AS who, type(edge) AS how, endNode(edge).name AS whom, steps,
  CASE WHEN edge.latestStart <= edge.earliestEnd THEN edge.latestStart END AS certainFrom,
  CASE WHEN edge.latestStart <= edge.earliestEnd THEN edge.earliestEnd END AS certainTo, speaker.name AS saidBy
ORDER BY steps, whom, how, who, saidBy

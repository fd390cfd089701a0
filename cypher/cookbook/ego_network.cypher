// An actor, everybody whom a shortcut edge ties to it, and what ties them to one another.
//
// actor STRING  id of the actor
//
// One row per pair and type: from, relation, to, statements (how many), earliest and latest (the hull of their days).
WITH 'sdf' AS actor
MATCH (ego:Entity {id: actor})
WITH [ego] + COLLECT { MATCH (ego)--(near:Entity) RETURN DISTINCT near } AS members
UNWIND members AS one
MATCH (one)-[edge]->(other:Entity)
WHERE other IN members
RETURN one.name AS from, type(edge) AS relation, other.name AS to, count(DISTINCT edge.statement) AS statements,
  min(edge.earliestStart) AS earliest, max(edge.latestEnd) AS latest
ORDER BY from, relation, to

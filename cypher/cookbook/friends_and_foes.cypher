// Who was friendly or hostile to an actor on a day, by the types of the shortcut edges.
//
// actor STRING  id of the actor
// day   DATE    the day asked about
//
// One row per other actor: other, friendly, hostile, neutral (how many statements), certain (how many of all hold for
// certain on that day), relations. No row is not neutrality. The signs are those of
// graph/vocabulary (relations.yml, war.yml).
WITH 'sdf' AS actor, date('2026-01-25') AS day,
  ['ALLIED_WITH', 'SUPPORTS', 'COOPERATES_WITH', 'FIGHTS_BESIDE'] AS friendly,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile,
  ['CEASEFIRE_WITH'] AS neutral
MATCH (:Entity {id: actor})-[edge]-(other:Actor)
WHERE type(edge) IN friendly + hostile + neutral AND edge.earliestStart <= day AND day <= edge.latestEnd
WITH other, edge, type(edge) AS relation, friendly, hostile, neutral,
  edge.latestStart <= day AND day <= edge.earliestEnd AS certain
ORDER BY relation, edge.statement
RETURN other.name AS other,
  sum(CASE WHEN relation IN friendly THEN 1 ELSE 0 END) AS friendly,
  sum(CASE WHEN relation IN hostile THEN 1 ELSE 0 END) AS hostile,
  sum(CASE WHEN relation IN neutral THEN 1 ELSE 0 END) AS neutral,
  sum(CASE WHEN certain THEN 1 ELSE 0 END) AS certain,
  collect(DISTINCT relation) AS relations
ORDER BY other

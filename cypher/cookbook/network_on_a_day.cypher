// Everybody's ties on a day, a pair a row.
//
// day DATE  the day asked about
//
// One row per pair: one, other (by name), friendly, hostile, neutral (how many statements), certain (whether any of
// them holds for certain on that day), relations. The signs are those of graph/vocabulary.
WITH date('2016-06-01') AS day,
  ['ALLIED_WITH', 'SUPPORTS', 'COOPERATES_WITH', 'FIGHTS_BESIDE'] AS friendly,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile,
  ['CEASEFIRE_WITH'] AS neutral
MATCH (left:Actor)-[edge]-(right:Actor)
WHERE left.name < right.name AND type(edge) IN friendly + hostile + neutral
  AND edge.earliestStart <= day AND day <= edge.latestEnd
WITH left.name AS one, right.name AS other, edge.statement AS statement, type(edge) AS relation,
  edge.latestStart <= day AND day <= edge.earliestEnd AS certain, friendly, hostile, neutral
ORDER BY relation, statement
RETURN one, other, count(DISTINCT CASE WHEN relation IN friendly THEN statement END) AS friendly,
  count(DISTINCT CASE WHEN relation IN hostile THEN statement END) AS hostile,
  count(DISTINCT CASE WHEN relation IN neutral THEN statement END) AS neutral,
  max(CASE WHEN certain THEN 1 ELSE 0 END) = 1 AS certain, collect(DISTINCT relation) AS relations
ORDER BY one, other

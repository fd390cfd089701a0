// Pairs that are said to be friends, or to have a ceasefire, and foes at times that may overlap.
//
// One row per pair and two ties: one, other (by name), friendly and hostile (the types of the ties), first and last
// (the first and the last day on which both may be so), friendlyStatement, hostileStatement (their ids). This may be a
// contradiction of sources, or just how things were. The signs are those of graph/vocabulary.
WITH ['ALLIED_WITH', 'SUPPORTS', 'COOPERATES_WITH', 'FIGHTS_BESIDE'] AS friendly,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile,
  ['CEASEFIRE_WITH'] AS neutral
MATCH (one:Actor)-[good]-(other:Actor)-[bad]-(one)
WHERE one.name < other.name AND type(good) IN friendly + neutral AND type(bad) IN hostile
  AND good.earliestStart <= bad.latestEnd AND bad.earliestStart <= good.latestEnd
RETURN DISTINCT one.name AS one, other.name AS other, type(good) AS friendly, type(bad) AS hostile,
  CASE WHEN good.earliestStart > bad.earliestStart THEN good.earliestStart ELSE bad.earliestStart END AS first,
  CASE WHEN good.latestEnd < bad.latestEnd THEN good.latestEnd ELSE bad.latestEnd END AS last,
  good.statement AS friendlyStatement, bad.statement AS hostileStatement
ORDER BY one, other, friendly, hostile, friendlyStatement, hostileStatement

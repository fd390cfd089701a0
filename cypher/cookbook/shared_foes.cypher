// Whom two actors both fought, or were both hostile to, at any time.
//
// one   STRING  id of an actor
// other STRING  id of another actor
//
// One row per foe of both: foe, first and last (the first and the last day on which both may have been hostile to it;
// no day where the times do not meet), together (whether one statement names both as its foes).
WITH 'sdf' AS one, 'us' AS other,
  ['HOSTILE_TO', 'FIGHTS', 'ATTACKS', 'BESIEGES', 'SANCTIONS', 'DISTRUSTS', 'THREATENS', 'DISPUTES_WITH'] AS hostile
MATCH (:Entity {id: one})-[mine]-(foe:Actor)-[theirs]-(:Entity {id: other})
WHERE type(mine) IN hostile AND type(theirs) IN hostile
WITH foe, mine, theirs,
  CASE WHEN mine.earliestStart > theirs.earliestStart THEN mine.earliestStart ELSE theirs.earliestStart END AS since,
  CASE WHEN mine.latestEnd < theirs.latestEnd THEN mine.latestEnd ELSE theirs.latestEnd END AS until
RETURN foe.name AS foe, min(CASE WHEN since <= until THEN since END) AS first,
  max(CASE WHEN since <= until THEN until END) AS last,
  max(CASE WHEN mine.statement = theirs.statement THEN 1 ELSE 0 END) = 1 AS together
ORDER BY foe

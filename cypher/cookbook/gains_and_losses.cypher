// How a group came to holders and left them, by the shortcut edges.
//
// held STRING  id of the group
// from DATE    the first day asked about
// to   DATE    the last day asked about
//
// One row per edge: holder, what (GAINED or LOST), certainty (whether it lies between those days for certain),
// earliest and latest (between which days it was), countMin, countMax, countKind (a cumulative count is not that of one
// move), saidBy, key. A move whose source names no holder has no edge.
WITH 'isis-suspects' AS held, date('2014-01-01') AS from, date('2026-12-31') AS to
MATCH (people:Entity {id: held})<-[edge:GAINED|LOST]-(holder:Actor)
WHERE edge.earliestStart <= to AND from <= edge.latestEnd
MATCH (statement:Statement {id: edge.statement})-[:SAID_BY]->(speaker:Entity)
WHERE statement.closedIn = 2147483647
RETURN holder.name AS holder, type(edge) AS what,
  CASE WHEN from <= edge.earliestStart AND edge.latestEnd <= to THEN 'certain' ELSE 'possible' END AS certainty,
  edge.earliestStart AS earliest, edge.latestEnd AS latest,
  edge.countMin AS countMin, edge.countMax AS countMax, edge.countKind AS countKind,
  speaker.name AS saidBy, statement.key AS key
ORDER BY latest, earliest, holder, what, key

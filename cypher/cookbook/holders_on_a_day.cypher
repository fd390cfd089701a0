// Who held a group on a day, by the shortcut edges.
//
// held STRING  id of the group
// day  DATE    the day asked about
//
// One row per edge: holder, how (its type), certainty (certain or possible), daysOff (how far the day is from being
// certain; null where no number of days would do), countMin, countMax, joint (the count is of several holders
// together), statement (its id). Denials and plans have no edge.
WITH 'isis-suspects' AS held, date('2026-02-05') AS day
MATCH (people:Entity {id: held})<-[edge:HOLDS|GUARDS|ADMINISTERS]-(holder:Actor)
WHERE edge.earliestStart <= day AND day <= edge.latestEnd
WITH holder, edge,
  duration.inDays(day, edge.latestStart).days AS until, duration.inDays(edge.earliestEnd, day).days AS since,
  edge.latestStart < date('9999-12-31') AND edge.earliestEnd > date('0001-01-01') AS bounded
RETURN holder.name AS holder, type(edge) AS how,
  CASE WHEN until <= 0 AND since <= 0 THEN 'certain' ELSE 'possible' END AS certainty,
  CASE WHEN NOT bounded THEN null WHEN until <= 0 AND since <= 0 THEN 0 WHEN until > since THEN until ELSE since END
    AS daysOff,
  edge.countMin AS countMin, edge.countMax AS countMax, edge.joint AS joint, edge.statement AS statement
ORDER BY certainty, daysOff, holder, how, statement

// A group and its parts, and who may have held each on a day.
//
// held STRING  id of the group
// day  DATE    the day asked about
//
// One row per group: held, depth (0: the group itself), holders (by HOLDS, GUARDS and ADMINISTERS edges that at least
// possibly hold on that day). Figures of a group and of its parts must not be added up.
WITH 'isis-suspects' AS held, date('2026-02-05') AS day
MATCH path = (:Entity {id: held})<-[:PART_OF*0..8]-(part:Group)
WHERE all(edge IN relationships(path) WHERE edge.earliestStart <= day AND day <= edge.latestEnd)
WITH part, min(length(path)) AS depth, day
RETURN part.name AS held, depth,
  COLLECT {
    MATCH (part)<-[edge:HOLDS|GUARDS|ADMINISTERS]-(holder:Actor)
    WHERE edge.earliestStart <= day AND day <= edge.latestEnd
    RETURN DISTINCT holder.name AS name ORDER BY name
  } AS holders
ORDER BY depth, held

// How two actors are tied to one another on a day, over friends, foes and command, in at most three steps.
//
// one   STRING  id of an actor
// other STRING  id of another actor
// day   DATE    the day asked about; every step holds on it at least possibly
//
// One row per way: steps (how many), way (names and relations, as a text), weakest (certain, if every step is).
WITH 'damascus' AS one, 'isis' AS other, date('2026-01-25') AS day
MATCH path = (:Entity {id: one})-[
  :ALLIED_WITH|SUPPORTS|COOPERATES_WITH|FIGHTS_BESIDE|HOSTILE_TO|FIGHTS|DISTRUSTS|CEASEFIRE_WITH|LEADS|PART_OF*1..3
]-(:Entity {id: other})
WHERE all(edge IN relationships(path) WHERE edge.earliestStart <= day AND day <= edge.latestEnd)
  AND all(node IN nodes(path) WHERE size([same IN nodes(path) WHERE same.id = node.id]) = 1)
WITH length(path) AS steps,
  reduce(text = head(nodes(path)).name, step IN range(0, length(path) - 1) |
    text + ' -' + type(relationships(path)[step]) + '- ' + nodes(path)[step + 1].name) AS way,
  all(edge IN relationships(path) WHERE edge.latestStart <= day AND day <= edge.earliestEnd) AS certain
RETURN steps, way, CASE WHEN max(CASE WHEN certain THEN 1 ELSE 0 END) = 1 THEN 'certain' ELSE 'possible' END AS weakest
ORDER BY steps, way
LIMIT 100

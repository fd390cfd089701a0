// How many people were held, by whom and where, in the order of time.
//
// of LIST of STRING  ids of the groups
//
// One row per statement of so many at one time: earliest and latest (between which days it was counted), held, holders,
// places (names), countMin, countMax (null is no limit), wording, reading (stated or inferred), saidBy, key. A number
// of a part and one of its whole are both there: do not add them.
WITH ['death-row', 'sentenced-2019', 'french-sentenced-2019', 'american-isis-suspect'] AS of
MATCH (group:Group)<-[:OBJECT]-(said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE group.id IN of AND said.countKind = 'stock' AND said.countUnit = 'people'
  AND said.predicate IN ['holds', 'guards', 'administers'] AND said.actual AND said.polarity = 'asserts'
  AND said.closedIn = 2147483647
RETURN CASE said.validityKind WHEN 'observed' THEN said.earliestEnd ELSE said.earliestStart END AS earliest,
  CASE said.validityKind WHEN 'observed' THEN said.latestStart ELSE said.latestEnd END AS latest, group.name AS held,
  COLLECT { MATCH (said)-[:SUBJECT]->(who:Actor) RETURN DISTINCT who.name AS name ORDER BY name } AS holders,
  COLLECT { MATCH (said)-[:AT]->(place:Entity) RETURN DISTINCT place.name AS name ORDER BY name } AS places,
  said.countMin AS countMin, said.countMax AS countMax, said.countWording AS wording, said.reading AS reading,
  speaker.name AS saidBy, said.key AS key
ORDER BY earliest, latest, held, key

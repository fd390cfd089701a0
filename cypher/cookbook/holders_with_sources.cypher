// Who held a group on a day, with who says so, where it stands, and who denies it.
//
// held STRING  id of the group
// day  DATE    the day asked about
//
// One row per statement and holder: holder, predicate, places, certainty, polarity, saidBy, reading, written (the time
// as the source puts it), source, locator, deniedBy (names, each with how general the denial is), key. Where polarity
// is denies, the statement says that it was not so.
WITH 'isis-suspects' AS held, date('2026-02-05') AS day
MATCH (people:Entity {id: held})<-[:OBJECT]-(statement:Statement)
WHERE statement.predicate IN ['holds', 'guards', 'administers'] AND statement.actual
  AND statement.closedIn = 2147483647
  AND statement.earliestStart <= day AND day <= statement.latestEnd
MATCH (statement)-[:SUBJECT]->(holder:Entity)
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[cites:CITES]->(source:Source)
RETURN holder.name AS holder, statement.predicate AS predicate,
  COLLECT { MATCH (statement)-[:AT]->(place:Entity) RETURN place.name AS name ORDER BY name } AS places,
  CASE WHEN statement.latestStart <= day AND day <= statement.earliestEnd THEN 'certain' ELSE 'possible' END
    AS certainty,
  statement.polarity AS polarity, speaker.name AS saidBy, statement.reading AS reading,
  statement.validityWritten AS written, source.title AS source, cites.locator AS locator,
  COLLECT {
    MATCH (statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(who:Entity)
    WHERE link.stance = 'denies' AND reply.closedIn = 2147483647
    RETURN DISTINCT who.name + ' (' + link.scope + ')' AS denier ORDER BY denier
  } AS deniedBy,
  statement.key AS key
ORDER BY certainty, holder, key

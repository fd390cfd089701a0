// All events, with how much is reported on each.
//
// One row per event: event, kind, statements, speakers, denials (how many of each), sources (ids), first and last
// (between which days what happened in it is dated; null where nothing is).
MATCH (event:Event)<-[:ABOUT]-(said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
MATCH (said)-[:CITES]->(source:Source)
WITH event, said, speaker, source.id AS source
ORDER BY source
RETURN event.name AS event, event.kind AS kind, count(DISTINCT said.id) AS statements,
  count(DISTINCT speaker.id) AS speakers,
  count(DISTINCT CASE WHEN said.polarity = 'denies' THEN said.id END) AS denials, collect(DISTINCT source) AS sources,
  min(CASE WHEN said.validityKind = 'on' AND said.actual THEN said.earliestStart END) AS first,
  max(CASE WHEN said.validityKind = 'on' AND said.actual THEN said.latestEnd END) AS last
ORDER BY event

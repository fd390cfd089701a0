// All sources, each with its publisher, when it appeared, and how much it says.
//
// One row per source: id, title, publisher, publishedOn (as written), statements, speakers, denials, plans (how many of
// each), firstDay and lastDay (the first and the last day that bounds any of its statements; null: no day does).
MATCH (source:Source)
OPTIONAL MATCH (source)-[:PUBLISHED_BY]->(publisher:Entity)
OPTIONAL MATCH (source)<-[:CITES]-(statement:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE statement.closedIn = 2147483647
RETURN source.id AS id, source.title AS title, publisher.name AS publisher, source.publishedOn AS publishedOn,
  count(DISTINCT statement.id) AS statements, count(DISTINCT speaker.id) AS speakers,
  count(DISTINCT CASE WHEN statement.polarity = 'denies' THEN statement.id END) AS denials,
  count(DISTINCT CASE WHEN NOT statement.actual THEN statement.id END) AS plans,
  min(CASE WHEN statement.earliestStart > date('0001-01-01') THEN statement.earliestStart END) AS firstDay,
  max(CASE WHEN statement.latestEnd < date('9999-12-31') THEN statement.latestEnd END) AS lastDay
ORDER BY id

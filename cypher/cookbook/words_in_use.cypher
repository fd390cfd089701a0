// Which words of the vocabulary the statements use, and how often.
//
// One row per predicate: predicate, statements, denials, plans, inferred (how many of each), counted (how many give a
// number), speakers (how many different ones).
MATCH (said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
RETURN said.predicate AS predicate, count(DISTINCT said.id) AS statements,
  count(DISTINCT CASE WHEN said.polarity = 'denies' THEN said.id END) AS denials,
  count(DISTINCT CASE WHEN NOT said.actual THEN said.id END) AS plans,
  count(DISTINCT CASE WHEN said.reading = 'inferred' THEN said.id END) AS inferred,
  count(DISTINCT CASE WHEN said.countUnit IS NOT NULL THEN said.id END) AS counted,
  count(DISTINCT speaker.id) AS speakers
ORDER BY statements DESC, predicate

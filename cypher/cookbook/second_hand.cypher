// What publishers print by their own word, and what they print of others.
//
// One row per publisher and speaker: publisher, speaker, itself (whether the publisher is the speaker), statements (how
// many), inferred (how many of them its coder inferred).
MATCH (publisher:Entity)<-[:PUBLISHED_BY]-(source:Source)<-[:CITES]-(said:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE said.closedIn = 2147483647
RETURN publisher.name AS publisher, speaker.name AS speaker, publisher.id = speaker.id AS itself,
  count(DISTINCT said.id) AS statements,
  count(DISTINCT CASE WHEN said.reading = 'inferred' THEN said.id END) AS inferred
ORDER BY publisher, statements DESC, speaker

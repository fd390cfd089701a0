// Responses that deny or correct just one statement: who gives them, and who said and published what they respond to.
//
// $version INTEGER  the data version
//
// One row per response: by, of, saidBy, speaker, source, and from when both may have been known, as ISO text.
MATCH (reply:Statement)-[link:RESPONDS_TO]->(first:Statement)
WHERE link.scope = 'specific' AND link.stance IN ['denies', 'corrects']
  AND reply.openedIn <= $version AND reply.closedIn - $version > 0
  AND first.openedIn <= $version AND first.closedIn - $version > 0
MATCH (reply)-[:SAID_BY]->(who:Entity)
MATCH (first)-[:SAID_BY]->(speaker:Entity)
MATCH (first)-[:CITES]->(source:Source)
RETURN reply.id AS by, first.id AS of, who.id AS saidBy, speaker.id AS speaker, source.id AS source,
  toString(reply.knownEarliest) AS knownEarliest, toString(reply.knownLatest) AS knownLatest,
  toString(first.knownEarliest) AS firstKnownEarliest, toString(first.knownLatest) AS firstKnownLatest

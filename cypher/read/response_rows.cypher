// What is read of a response or fulfilment. Put in where RESPONSE_ROWS stands.
//
// One row per link: type, stance, scope, by and of (the statements at its ends, as {id, opened, closed}), saidBy,
// speaker and source of what it responds to, from when both may have been known, as ISO text, and state, that of the
// review of the response.
MATCH (reply)-[:SAID_BY]->(who:Entity)
MATCH (first)-[:SAID_BY]->(speaker:Entity)
MATCH (first)-[:CITES]->(source:Source)
RETURN type(link) AS type, link.stance AS stance, link.scope AS scope,
  {id: reply.id, opened: reply.openedIn, closed: reply.closedIn} AS by,
  {id: first.id, opened: first.openedIn, closed: first.closedIn} AS of,
  who.id AS saidBy, speaker.id AS speaker, source.id AS source,
  toString(reply.knownEarliest) AS knownEarliest, toString(reply.knownLatest) AS knownLatest,
  toString(first.knownEarliest) AS firstKnownEarliest, toString(first.knownLatest) AS firstKnownLatest,
  reply.state AS state

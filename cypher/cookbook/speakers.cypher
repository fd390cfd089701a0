// All speakers, with how much each says and on what.
//
// One row per speaker: speaker, kind, statements, denials, plans (how many of each), predicates (what it speaks of),
// first and last (the first and the last day on which it may have spoken; null where no day is given).
MATCH (speaker:Entity)<-[:SAID_BY]-(said:Statement)
WHERE said.closedIn = 2147483647
WITH speaker, said
ORDER BY said.predicate
RETURN speaker.name AS speaker, speaker.kind AS kind, count(DISTINCT said.id) AS statements,
  count(DISTINCT CASE WHEN said.polarity = 'denies' THEN said.id END) AS denials,
  count(DISTINCT CASE WHEN NOT said.actual THEN said.id END) AS plans, collect(DISTINCT said.predicate) AS predicates,
  min(said.saidEarliest) AS first, max(said.saidLatest) AS last
ORDER BY statements DESC, speaker

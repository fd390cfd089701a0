// Who answered whom: each response to a claim, with its stance.
//
// stances LIST of STRING  which stances: confirms, denies, qualifies, questions or declines
//
// One row per response: claim (its key), claimed (its predicate), claimedBy, stance, scope (specific or general),
// answeredBy, saidOn (when the answer was given, as written; null: not given), key (of the answer).
WITH ['confirms', 'qualifies', 'questions', 'declines'] AS stances
MATCH (other:Entity)<-[:SAID_BY]-(claim:Statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE link.stance IN stances AND claim.closedIn = 2147483647 AND reply.closedIn = 2147483647
RETURN claim.key AS claim, claim.predicate AS claimed, other.name AS claimedBy, link.stance AS stance,
  link.scope AS scope, speaker.name AS answeredBy, reply.saidOn AS saidOn, reply.key AS key
ORDER BY claim, stance, key

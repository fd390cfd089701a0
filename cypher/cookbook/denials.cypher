// Who denies what, and whether they deny it in particular or only in general.
//
// One row per denial: saidBy, how (specific or general: a response to what somebody said; own: a statement that
// something was not so), denied (key of the statement that is denied, or of the statement itself), predicate, wasSaidBy
// (who said what is denied; null for own), key (of the denial).
CALL {
  MATCH (speaker:Entity)<-[:SAID_BY]-(reply:Statement)-[link:RESPONDS_TO]->(first:Statement)-[:SAID_BY]->(other:Entity)
  WHERE link.stance = 'denies' AND reply.closedIn = 2147483647 AND first.closedIn = 2147483647
  RETURN speaker.name AS saidBy, link.scope AS how, first.key AS denied, first.predicate AS predicate,
    other.name AS wasSaidBy, reply.key AS key
  UNION ALL
  MATCH (speaker:Entity)<-[:SAID_BY]-(own:Statement)
  WHERE own.polarity = 'denies' AND own.closedIn = 2147483647
  RETURN speaker.name AS saidBy, 'own' AS how, own.key AS denied, own.predicate AS predicate, null AS wasSaidBy,
    own.key AS key
}
RETURN saidBy, how, denied, predicate, wasSaidBy, key
ORDER BY saidBy, how, denied, key

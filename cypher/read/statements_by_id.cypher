// Every version of some statements, open or closed, whichever data version is asked.
//
// $ids     LIST of STRING
// $version INTEGER  the data version whose responses are given
//
// One row per statement: statement, cites, source, saidBy, roles, responses, respondsTo, fulfils, fulfilledBy.
UNWIND $ids AS id
MATCH (statement:Statement {id: id})
WHERE statement.openedIn <= $version
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[cites:CITES]->(source:Source)
RETURN statement {.*} AS statement, cites {.*} AS cites, source.id AS source, speaker.id AS saidBy,
  [(statement)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT|ABOUT]->(entity:Entity) |
    [type(role), entity.id]] AS roles,
  [(statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(who:Entity)
    WHERE reply.openedIn <= $version AND reply.closedIn > $version |
    {id: reply.id, key: reply.key, stance: link.stance, scope: link.scope, saidBy: who.id,
     knownEarliest: reply.knownEarliest, knownLatest: reply.knownLatest}] AS responses,
  [(statement)-[link:RESPONDS_TO]->(first:Statement)-[:SAID_BY]->(who:Entity)
    WHERE first.openedIn <= $version AND first.closedIn > $version |
    {id: first.id, key: first.key, stance: link.stance, scope: link.scope, saidBy: who.id,
     knownEarliest: first.knownEarliest, knownLatest: first.knownLatest}] AS respondsTo,
  [(statement)-[:FULFILS]->(plan:Statement) WHERE plan.openedIn <= $version AND plan.closedIn > $version | plan.id]
    AS fulfils,
  [(statement)<-[:FULFILS]-(deed:Statement) WHERE deed.openedIn <= $version AND deed.closedIn > $version | deed.id]
    AS fulfilledBy

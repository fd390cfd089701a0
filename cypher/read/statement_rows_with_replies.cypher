// What is read of a statement, with what responds to it. Put in where STATEMENT_ROWS_WITH_REPLIES stands.
//
// $version INTEGER  the data version whose responses and fulfilments are given
//
// Gives what STATEMENT_ROWS gives, one row per statement, and responses, respondsTo, fulfils, fulfilledBy.
STATEMENT_ROWS,
  [(statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(who:Entity)
    WHERE reply.openedIn <= $version AND reply.closedIn - $version > 0 |
    {id: reply.id, key: reply.key, stance: link.stance, scope: link.scope, saidBy: who.id, state: reply.state,
     knownEarliest: toString(reply.knownEarliest), knownLatest: toString(reply.knownLatest)}] AS responses,
  [(statement)-[link:RESPONDS_TO]->(first:Statement)-[:SAID_BY]->(who:Entity)
    WHERE first.openedIn <= $version AND first.closedIn - $version > 0 |
    {id: first.id, key: first.key, stance: link.stance, scope: link.scope, saidBy: who.id, state: first.state,
     knownEarliest: toString(first.knownEarliest), knownLatest: toString(first.knownLatest)}] AS respondsTo,
  [(statement)-[:FULFILS]->(plan:Statement) WHERE plan.openedIn <= $version AND plan.closedIn - $version > 0 | plan.id]
    AS fulfils,
  [(statement)<-[:FULFILS]-(deed:Statement) WHERE deed.openedIn <= $version AND deed.closedIn - $version > 0 | deed.id]
    AS fulfilledBy

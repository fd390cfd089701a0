// All statements with a date that others bound, as one data version holds them.
//
// $version INTEGER  the data version
//
// One row per statement: statement, cites, source, saidBy, roles, responses, respondsTo, fulfils, fulfilledBy.
// Days are ISO text: the driver reads that many times faster than a DATE.
MATCH (statement:Statement)
WHERE statement.linked IS NOT NULL AND statement.openedIn <= $version AND statement.closedIn > $version
MATCH (statement)-[:SAID_BY]->(speaker:Entity)
MATCH (statement)-[cites:CITES]->(source:Source)
RETURN statement {.*,
    earliestStart: toString(statement.earliestStart), latestStart: toString(statement.latestStart),
    earliestEnd: toString(statement.earliestEnd), latestEnd: toString(statement.latestEnd),
    saidEarliest: toString(statement.saidEarliest), saidLatest: toString(statement.saidLatest),
    knownEarliest: toString(statement.knownEarliest), knownLatest: toString(statement.knownLatest)
  } AS statement,
  cites {.*} AS cites, source.id AS source, speaker.id AS saidBy,
  [(statement)-[role:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT|ABOUT]->(entity:Entity) |
    [type(role), entity.id]] AS roles,
  [(statement)<-[link:RESPONDS_TO]-(reply:Statement)-[:SAID_BY]->(who:Entity)
    WHERE reply.openedIn <= $version AND reply.closedIn > $version |
    {id: reply.id, key: reply.key, stance: link.stance, scope: link.scope, saidBy: who.id,
     knownEarliest: toString(reply.knownEarliest), knownLatest: toString(reply.knownLatest)}] AS responses,
  [(statement)-[link:RESPONDS_TO]->(first:Statement)-[:SAID_BY]->(who:Entity)
    WHERE first.openedIn <= $version AND first.closedIn > $version |
    {id: first.id, key: first.key, stance: link.stance, scope: link.scope, saidBy: who.id,
     knownEarliest: toString(first.knownEarliest), knownLatest: toString(first.knownLatest)}] AS respondsTo,
  [(statement)-[:FULFILS]->(plan:Statement) WHERE plan.openedIn <= $version AND plan.closedIn > $version | plan.id]
    AS fulfils,
  [(statement)<-[:FULFILS]-(deed:Statement) WHERE deed.openedIn <= $version AND deed.closedIn > $version | deed.id]
    AS fulfilledBy

// What was planned for a group, and what is reported as done.
//
// about STRING  id of the group
//
// One row per plan: mode, predicate, actors (who is to act), saidBy, when (as the source puts it), countMin, countMax,
// fulfilledBy (keys of deeds that somebody tied to this plan), reported (keys of statements that the same thing was
// done to this group, by one of the actors or without a word on by whom), key.
WITH 'isis-suspects' AS about
MATCH (people:Entity {id: about})<-[:OBJECT|SUBJECT]-(plan:Statement)-[:SAID_BY]->(speaker:Entity)
WHERE NOT plan.actual AND plan.closedIn = 2147483647
RETURN plan.mode AS mode, plan.predicate AS predicate,
  COLLECT {
    MATCH (plan)-[:AGENT|SUBJECT|TO_HOLDER]->(actor:Actor) RETURN DISTINCT actor.name AS name ORDER BY name
  } AS actors,
  speaker.name AS saidBy, plan.validityWritten AS when, plan.countMin AS countMin, plan.countMax AS countMax,
  COLLECT {
    MATCH (plan)<-[:FULFILS]-(deed:Statement) WHERE deed.closedIn = 2147483647 RETURN deed.key AS key ORDER BY key
  } AS fulfilledBy,
  COLLECT {
    MATCH (people)<-[:OBJECT|SUBJECT]-(deed:Statement)
    WHERE deed.predicate = plan.predicate AND deed.actual AND deed.polarity = 'asserts' AND deed.closedIn = 2147483647
      AND (NOT EXISTS { (deed)-[:AGENT|SUBJECT]->(:Actor) }
        OR EXISTS { (deed)-[:AGENT|SUBJECT]->(:Actor)<-[:AGENT|SUBJECT]-(plan) })
    RETURN DISTINCT deed.key AS key ORDER BY key
  } AS reported,
  plan.key AS key
ORDER BY mode, predicate, key

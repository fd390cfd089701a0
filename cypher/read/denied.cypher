// Statements that some response denies, as one data version holds them.
//
// $version INTEGER
//
// One row per statement: id.
MATCH (reply:Statement)-[link:RESPONDS_TO]->(first:Statement)
WHERE link.stance = 'denies' AND reply.openedIn <= $version AND reply.closedIn - $version > 0
  AND first.openedIn <= $version AND first.closedIn - $version > 0
RETURN DISTINCT first.id AS id

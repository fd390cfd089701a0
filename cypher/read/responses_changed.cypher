// Responses and fulfilments of which some data versions opened, closed or renewed an end.
//
// $versions LIST of INTEGER  the data versions
//
// Gives what RESPONSE_ROWS gives, one row per link.
MATCH (reply:Statement)
WHERE reply.openedIn IN $versions
MATCH (reply)-[link:RESPONDS_TO|FULFILS]->(first:Statement)
RESPONSE_ROWS
UNION
MATCH (reply:Statement)
WHERE reply.closedIn IN $versions
MATCH (reply)-[link:RESPONDS_TO|FULFILS]->(first:Statement)
RESPONSE_ROWS
UNION
MATCH (reply:Statement)
WHERE reply.renewedIn IN $versions
MATCH (reply)-[link:RESPONDS_TO|FULFILS]->(first:Statement)
RESPONSE_ROWS
UNION
MATCH (first:Statement)
WHERE first.openedIn IN $versions
MATCH (reply:Statement)-[link:RESPONDS_TO|FULFILS]->(first)
RESPONSE_ROWS
UNION
MATCH (first:Statement)
WHERE first.closedIn IN $versions
MATCH (reply:Statement)-[link:RESPONDS_TO|FULFILS]->(first)
RESPONSE_ROWS
UNION
MATCH (first:Statement)
WHERE first.renewedIn IN $versions
MATCH (reply:Statement)-[link:RESPONDS_TO|FULFILS]->(first)
RESPONSE_ROWS

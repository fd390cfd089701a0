// All responses and fulfilments, whatever the data version.
//
// Gives what RESPONSE_ROWS gives, one row per link.
MATCH (reply:Statement)-[link:RESPONDS_TO|FULFILS]->(first:Statement)
RESPONSE_ROWS

// All responses and fulfilments, whatever the data version, by the records of the statements at their ends.
//
// One row per link: type, from, to, properties.
MATCH (reply:Statement)-[link:RESPONDS_TO|FULFILS]->(first:Statement)
RETURN type(link) AS type, reply.record AS from, first.record AS to, link {.*} AS properties

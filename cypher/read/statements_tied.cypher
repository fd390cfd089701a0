// Statements that respond or fulfil, or that others respond to or fulfil, whatever the data version.
//
// One row per statement: id.
MATCH (one:Statement)-[:RESPONDS_TO|FULFILS]->(other:Statement)
UNWIND [one.id, other.id] AS id
RETURN DISTINCT id

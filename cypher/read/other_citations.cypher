// How many statements other than some cite sources.
//
// $ids  LIST of STRING  ids of the sources
// $keys LIST of STRING  keys of the statements that do not count
// One row per source: id, others.
UNWIND $ids AS id
MATCH (source:Source {id: id})
OPTIONAL MATCH (source)<-[:CITES]-(statement:Statement)
WHERE NOT statement.key IN $keys
WITH source.id AS id, count(statement) AS others
RETURN id, others

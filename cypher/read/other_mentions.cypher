// How often entities are named by statements other than some, or as publisher of sources other than some.
//
// $ids     LIST of STRING  ids of the entities
// $keys    LIST of STRING  keys of the statements that do not count
// $sources LIST of STRING  ids of the sources that do not count
// One row per entity: id, others.
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
OPTIONAL MATCH (entity)<-
  [:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT|ABOUT|SAID_BY]-(statement:Statement)
WHERE NOT statement.key IN $keys
WITH entity, count(statement) AS said
OPTIONAL MATCH (entity)<-[:PUBLISHED_BY]-(source:Source)
WHERE NOT source.id IN $sources
WITH entity.id AS id, said, count(source) AS published
RETURN id, said + published AS others

// Remove entities, with all names that anybody gave them.
//
// $ids LIST of STRING
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
DETACH DELETE entity

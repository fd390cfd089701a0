// Remove sources.
//
// $ids LIST of STRING
UNWIND $ids AS id
MATCH (source:Source {id: id})
DETACH DELETE source

// Tie sources to who published them.
//
// $rows LIST of MAP  id of the source, publisher: id of an actor
UNWIND $rows AS row
MATCH (source:Source {id: row.id})
MATCH (publisher:Entity {id: row.publisher})
MERGE (source)-[:PUBLISHED_BY]->(publisher)

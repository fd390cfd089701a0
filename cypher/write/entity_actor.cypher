// Make or update entities that are Actor.
//
// $rows LIST of MAP  id, properties, version: the load that makes it
UNWIND $rows AS row
MERGE (n:Entity:Actor {id: row.id})
ON CREATE SET n.openedIn = row.version
SET n += row.properties

// Make or update entities that are Event.
//
// $rows LIST of MAP  id, properties, version: the load that makes it
UNWIND $rows AS row
MERGE (n:Entity:Event {id: row.id})
ON CREATE SET n.openedIn = row.version
SET n += row.properties

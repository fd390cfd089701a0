// Make or update entities that are Nationality.
//
// $rows LIST of MAP  id, properties, version: the load that makes it
UNWIND $rows AS row
MERGE (n:Entity:Nationality {id: row.id})
ON CREATE SET n.openedIn = row.version
SET n += row.properties

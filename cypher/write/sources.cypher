// Make or update sources.
//
// $rows LIST of MAP  id, properties, version: the load that makes it
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
ON CREATE SET n.openedIn = row.version
SET n += row.properties

// Make or update sources.
//
// $rows LIST of MAP  id, properties, version: the load that makes or updates it
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
ON CREATE SET n.openedIn = row.version
SET n += row.properties, n.changedIn = row.version

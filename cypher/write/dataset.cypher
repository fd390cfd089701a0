// Make or update a dataset.
//
// $id STRING, $title STRING, $version INTEGER (the load that makes it)
MERGE (n:Dataset {id: $id})
ON CREATE SET n.openedIn = $version
SET n.title = $title

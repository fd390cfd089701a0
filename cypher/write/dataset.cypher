// Make a dataset, unless it is there.
//
// $id STRING, $title STRING, $version INTEGER (the load that makes it)
MERGE (n:Dataset {id: $id})
ON CREATE SET n.openedIn = $version, n.title = $title

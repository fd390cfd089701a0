// Make a dataset, unless it is there.
//
// $id STRING, $title STRING, $version INTEGER (the load that makes it), $rules INTEGER (by which it is read)
MERGE (n:Dataset {id: $id})
ON CREATE SET n.openedIn = $version, n.title = $title, n.rules = $rules

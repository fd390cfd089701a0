// Name a dataset anew.
//
// $id STRING, $title STRING
MATCH (n:Dataset {id: $id})
SET n.title = $title

// Name a dataset anew, and keep by which rules it was read.
//
// $id STRING, $title STRING, $rules INTEGER
MATCH (n:Dataset {id: $id})
SET n.title = $title, n.rules = $rules

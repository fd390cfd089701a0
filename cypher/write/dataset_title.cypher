// Name a dataset anew, and keep by which rules it was read, and which load unloaded it, if one did.
//
// $id STRING, $title STRING, $rules INTEGER, $closedIn INTEGER or null
MATCH (n:Dataset {id: $id})
SET n.title = $title, n.rules = $rules, n.closedIn = $closedIn

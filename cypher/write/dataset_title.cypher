// Name a dataset anew, and keep by which rules it was read, and which load unloaded it, if one did.
//
// $id STRING, $title STRING, $rules INTEGER, $closedIn INTEGER or null
// $fileRules LIST of STRING or null: by which rules each file of several was read, as `file=number`
// $vocabulary STRING or null: the words that it has as its own, and had, as JSON
MATCH (n:Dataset {id: $id})
SET n.title = $title, n.rules = $rules, n.fileRules = $fileRules, n.vocabulary = $vocabulary,
  n.closedIn = $closedIn

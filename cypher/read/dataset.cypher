// One dataset, and by which rules it was read; those without a number were read by the first.
//
// $id STRING
// One row, or none: title, rules, fileRules (LIST of STRING, each `file=number`, where it has several files),
// vocabulary (STRING: its own words as JSON, or null), closedIn: the load that unloaded it, or null.
MATCH (dataset:Dataset {id: $id})
RETURN dataset.title AS title, coalesce(dataset.rules, 1) AS rules, dataset.fileRules AS fileRules,
  dataset.vocabulary AS vocabulary, dataset.closedIn AS closedIn

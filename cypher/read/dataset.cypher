// One dataset.
//
// $id STRING
// One row, or none: title.
MATCH (dataset:Dataset {id: $id})
RETURN dataset.title AS title

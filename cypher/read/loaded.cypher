// Whether a dataset is loaded.
//
// $id STRING
// $version INTEGER
// One row, or none: id.
MATCH (dataset:Dataset {id: $id})
WHERE dataset.openedIn <= $version AND dataset.closedIn IS NULL
RETURN dataset.id AS id

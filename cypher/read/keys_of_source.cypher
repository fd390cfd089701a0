// The keys of all statements of a dataset, or that cite a source, whichever version they are of.
//
// $id STRING  of the dataset or source
// One row per key: key.
MATCH (statement:Statement)-[:IN|CITES]->(whole:Dataset|Source {id: $id})
RETURN DISTINCT statement.key AS key
ORDER BY key

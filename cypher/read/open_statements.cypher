// The open statements of a dataset, for the next load to compare with.
//
// $dataset STRING
// One row per statement: key, id, record, digest.
MATCH (:Dataset {id: $dataset})<-[:IN]-(statement:Statement {closedIn: 2147483647})
RETURN statement.key AS key, statement.id AS id, statement.record AS record, statement.digest AS digest

// All datasets that are loaded, with how many statements of each are open.
//
// $version INTEGER
// One row per dataset: id, title, statements.
MATCH (dataset:Dataset)
WHERE dataset.openedIn <= $version AND coalesce(dataset.closedIn, 2147483647) > $version
OPTIONAL MATCH (statement:Statement)-[:IN]->(dataset)
WHERE statement.openedIn <= $version AND statement.closedIn - $version > 0
RETURN dataset.id AS id, dataset.title AS title, count(statement) AS statements
ORDER BY id

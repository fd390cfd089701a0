// The ids of all datasets that are loaded.
//
// $version INTEGER
// One row per dataset: id.
MATCH (dataset:Dataset)
WHERE dataset.openedIn <= $version AND coalesce(dataset.closedIn, 2147483647) > $version
RETURN dataset.id AS id
ORDER BY id

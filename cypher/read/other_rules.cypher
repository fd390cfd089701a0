// The datasets that were read by other rules than those of today; those without a number were read by the first.
//
// $version INTEGER, $rules INTEGER: the version of today's rules
// One row per dataset: id, rules.
MATCH (dataset:Dataset)
WHERE dataset.openedIn <= $version AND coalesce(dataset.closedIn, 2147483647) > $version
  AND coalesce(dataset.rules, 1) <> $rules
RETURN dataset.id AS id, coalesce(dataset.rules, 1) AS rules
ORDER BY id

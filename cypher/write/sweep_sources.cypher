// Remove a batch of sources and datasets that an unpublished load made.
//
// $version INTEGER, $batch INTEGER
// One row: removed.
MATCH (made)
WHERE (made:Source OR made:Dataset) AND made.openedIn = $version
WITH made LIMIT $batch
DETACH DELETE made
RETURN count(*) AS removed

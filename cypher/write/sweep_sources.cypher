// Remove sources and datasets that an unpublished load made.
//
// $version INTEGER
MATCH (made)
WHERE (made:Source OR made:Dataset) AND made.openedIn = $version
DETACH DELETE made

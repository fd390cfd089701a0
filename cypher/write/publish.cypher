// Make a load visible to answers: its version becomes the data version.
//
// $version INTEGER, $counts LIST of STRING (name=number)
MATCH (load:Load {version: $version})
SET load.published = true, load.counts = $counts

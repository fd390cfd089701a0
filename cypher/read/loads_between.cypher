// Loads that were published after one data version and up to another, the oldest first.
//
// $since INTEGER  the data version after which they were published
// $until INTEGER  the last data version
//
// One row per load: version, at, dataset, counts, touched (LIST of ids of entities that judgements touched).
MATCH (load:Load)
WHERE load.published AND load.version > $since AND load.version <= $until
RETURN load.version AS version, load.at AS at, load.dataset AS dataset, load.counts AS counts, load.touched AS touched
ORDER BY version

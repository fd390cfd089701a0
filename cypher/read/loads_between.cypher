// Loads that were published after one data version and up to another, the oldest first.
//
// $since INTEGER  the data version after which they were published
// $until INTEGER  the last data version
//
// One row per load: version, at, dataset, title (of the dataset; null for judgements), counts,
// touched (LIST of ids of entities that judgements touched).
MATCH (load:Load)
WHERE load.published AND load.version > $since AND load.version <= $until
OPTIONAL MATCH (dataset:Dataset {id: load.dataset})
RETURN load.version AS version, load.at AS at, load.dataset AS dataset, dataset.title AS title,
       load.counts AS counts, load.touched AS touched
ORDER BY version

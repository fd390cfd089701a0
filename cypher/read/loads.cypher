// Loads that were published, the newest first.
//
// One row per load: version, at, dataset, counts.
MATCH (load:Load)
WHERE load.published
RETURN load.version AS version, load.at AS at, load.dataset AS dataset, load.counts AS counts
ORDER BY version DESC

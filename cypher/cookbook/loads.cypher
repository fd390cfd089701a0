// What each load changed, the newest first.
//
// One row per data version: version, dataset, counts (how much of what it wrote, each as name=number: opened statements
// came into force, closed ones left it), published (whether answers are given from it). `whoholds log` tells when.
MATCH (load:Load)
RETURN load.version AS version, load.dataset AS dataset, load.counts AS counts, load.published AS published
ORDER BY version DESC

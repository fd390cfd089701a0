// Loads that began, were never published and never swept: a kill or a failure in the middle.
//
// One row per load: version, dataset, touched.
MATCH (load:Load)
WHERE NOT load.published AND NOT load.swept
RETURN load.version AS version, load.dataset AS dataset, load.touched AS touched

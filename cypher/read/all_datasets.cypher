// All datasets that were ever loaded.
//
// One row per dataset: properties.
MATCH (dataset:Dataset)
RETURN dataset {.*} AS properties
ORDER BY dataset.id

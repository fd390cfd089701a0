// The words that datasets have as their own, and those that they had.
//
// One row per dataset: id, vocabulary (STRING: JSON).
MATCH (dataset:Dataset)
WHERE dataset.vocabulary IS NOT NULL
RETURN dataset.id AS id, dataset.vocabulary AS vocabulary
ORDER BY id

// Remove a dataset of which nothing is left, and its name from the loads.
//
// $id      STRING
// $instead STRING  what the loads have for a dataset from then on
MATCH (load:Load {dataset: $id})
SET load.dataset = $instead
WITH count(load) AS loads
MATCH (dataset:Dataset {id: $id})
DETACH DELETE dataset

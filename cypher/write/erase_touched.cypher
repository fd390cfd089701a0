// Mark the loads that opened or touched what is withdrawn: what others keep of these data versions is no longer so.
//
// $versions LIST of INTEGER  data versions that opened statements
// $ids      LIST of STRING   ids of entities that were removed
// $mark     STRING
MATCH (load:Load)
WHERE load.version IN $versions OR any(id IN coalesce(load.touched, []) WHERE id IN $ids)
SET load.counts = coalesce(load.counts, []) + [$mark],
  load.touched = [id IN coalesce(load.touched, []) WHERE NOT id IN $ids]

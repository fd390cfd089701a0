// All entities of a data version.
//
// $version INTEGER
// One row per entity: id, label, name, kind, aliases, externalIds, canonical, dataset, digest.
MATCH (entity:Entity)
WHERE entity.openedIn <= $version
RETURN entity.id AS id, entity.label AS label, entity.name AS name, entity.kind AS kind, entity.aliases AS aliases,
  entity.externalIds AS externalIds, entity.canonical AS canonical, entity.dataset AS dataset, entity.digest AS digest

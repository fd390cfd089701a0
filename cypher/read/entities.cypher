// All entities of a data version, also those that a load closed.
//
// $version INTEGER
// One row per entity: id, label, name, kind, aliases, namesByLanguage, externalIds, canonical, dataset, digest,
// closedIn (null while it is loaded).
MATCH (entity:Entity)
WHERE entity.openedIn <= $version
RETURN entity.id AS id, entity.label AS label, entity.name AS name, entity.kind AS kind, entity.aliases AS aliases,
  entity.namesByLanguage AS namesByLanguage, entity.externalIds AS externalIds, entity.canonical AS canonical,
  entity.dataset AS dataset, entity.digest AS digest, entity.closedIn AS closedIn

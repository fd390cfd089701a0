// The entities of a data version that were made or changed after an earlier one, also those that a load closed.
//
// $version INTEGER
// $since   INTEGER  the earlier data version; 0 for all
// One row per entity: id, label, name, kind, aliases, namesByLanguage, externalIds, canonical, dataset, digest,
// closedIn (null while it is loaded).
MATCH (entity:Entity)
WHERE entity.openedIn <= $version AND coalesce(entity.changedIn, entity.openedIn) > $since
RETURN entity.id AS id, entity.label AS label, entity.name AS name, entity.kind AS kind, entity.aliases AS aliases,
  entity.namesByLanguage AS namesByLanguage, entity.externalIds AS externalIds, entity.canonical AS canonical,
  entity.dataset AS dataset, entity.digest AS digest, entity.closedIn AS closedIn

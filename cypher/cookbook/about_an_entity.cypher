// Who or what an entity is, with all of its names and what others call it.
//
// entity STRING  id of the entity
//
// One row: id, name (as answers print it), label, kind, aliases, inLanguages (each a language tag and a name),
// elsewhere (its ids in other catalogues), dataset (which made it), partOf (names of what it is said to be a part of,
// ever), statements (how many name it in a role).
WITH 'faiq-zeidan' AS entity
MATCH (it:Entity {id: entity})
RETURN it.id AS id, it.name AS name, it.label AS label, it.kind AS kind, it.aliases AS aliases,
  it.namesByLanguage AS inLanguages, it.externalIds AS elsewhere, it.dataset AS dataset,
  COLLECT { MATCH (it)-[:PART_OF|LEADS]->(whole:Entity) RETURN DISTINCT whole.name AS name ORDER BY name } AS partOf,
  COUNT {
    MATCH (it)<-[:SUBJECT|OBJECT|AGENT|FROM_HOLDER|TO_HOLDER|FROM_PLACE|TO_PLACE|AT]-(statement:Statement)
    WHERE statement.closedIn = 2147483647
    RETURN DISTINCT statement
  } AS statements

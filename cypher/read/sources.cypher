// The sources of a data version that were made or changed after an earlier one, also those that a load closed.
//
// $version INTEGER
// $since   INTEGER  the earlier data version; 0 for all
// One row per source: source, publisher, related (LIST of [type, id]: what it translates, copies, quotes).
MATCH (source:Source)
WHERE source.openedIn <= $version AND coalesce(source.changedIn, source.openedIn) > $since
OPTIONAL MATCH (source)-[:PUBLISHED_BY]->(publisher:Entity)
RETURN source {.*} AS source, publisher.id AS publisher,
  [(source)-[link:TRANSLATION_OF|COPY_OF|QUOTES]->(other:Source) | [type(link), other.id]] AS related

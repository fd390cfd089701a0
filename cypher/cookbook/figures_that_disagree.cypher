// Where two figures for the same thing, at times that may overlap, cannot both be true.
//
// One row per pair: predicate, about (the people), countKind, unit, lower, lowerSaidBy, higher, higherSaidBy (wordings
// and speakers), lowerKey, higherKey. Figures of a different kind (so many in all, so many moved) are never compared.
MATCH (lower:Statement)-[:OBJECT|SUBJECT]->(people:Group)<-[:OBJECT|SUBJECT]-(higher:Statement)
WHERE lower.countMax < higher.countMin
  AND lower.predicate = higher.predicate AND lower.countKind = higher.countKind AND lower.countUnit = higher.countUnit
  AND lower.actual AND higher.actual AND lower.polarity = 'asserts' AND higher.polarity = 'asserts'
  AND lower.closedIn = 2147483647 AND higher.closedIn = 2147483647
  AND lower.earliestStart <= higher.latestEnd AND higher.earliestStart <= lower.latestEnd
MATCH (lower)-[:SAID_BY]->(one:Entity)
MATCH (higher)-[:SAID_BY]->(other:Entity)
RETURN DISTINCT lower.predicate AS predicate, people.name AS about, lower.countKind AS countKind,
  lower.countUnit AS unit, lower.countWording AS lower, one.name AS lowerSaidBy,
  higher.countWording AS higher, other.name AS higherSaidBy,
  lower.key AS lowerKey, higher.key AS higherKey
ORDER BY about, predicate, lowerKey, higherKey

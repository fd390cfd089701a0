// Whom an actor holds or held.
//
// holder STRING  id of the actor
//
// One row per group: held, statements (how many say so), first and last (the first and the last day on which any of
// them saw it or says that it may have been so), least and most (the smallest and the largest number of people that any
// gives; null where none gives one, or sets no limit).
WITH 'iraq' AS holder
MATCH (:Entity {id: holder})<-[:SUBJECT]-(said:Statement)-[:OBJECT]->(people:Group)
WHERE said.predicate IN ['holds', 'guards', 'administers'] AND said.actual AND said.polarity = 'asserts'
  AND said.closedIn = 2147483647
RETURN people.name AS held, count(DISTINCT said.id) AS statements,
  min(CASE said.validityKind WHEN 'observed' THEN said.earliestEnd ELSE said.earliestStart END) AS first,
  max(CASE said.validityKind WHEN 'observed' THEN said.latestStart ELSE said.latestEnd END) AS last,
  min(CASE said.countUnit WHEN 'people' THEN said.countMin END) AS least,
  max(CASE said.countUnit WHEN 'people' THEN said.countMax END) AS most
ORDER BY held

// Write new versions of statements, each with its speaker, its citation and its dataset.
//
// $rows LIST of MAP  properties (days as ISO text: the driver takes very long to send dates), saidBy, source,
//                    cites: MAP, dataset
UNWIND $rows AS row
MATCH (speaker:Entity {id: row.saidBy})
MATCH (source:Source {id: row.source})
MATCH (dataset:Dataset {id: row.dataset})
CREATE (statement:Statement)
SET statement = row.properties
SET statement += {
  earliestStart: date(row.properties.earliestStart), latestStart: date(row.properties.latestStart),
  earliestEnd: date(row.properties.earliestEnd), latestEnd: date(row.properties.latestEnd),
  saidEarliest: date(row.properties.saidEarliest), saidLatest: date(row.properties.saidLatest),
  knownEarliest: date(row.properties.knownEarliest), knownLatest: date(row.properties.knownLatest)
}
CREATE (statement)-[:SAID_BY]->(speaker)
CREATE (statement)-[:IN]->(dataset)
CREATE (statement)-[cites:CITES]->(source)
SET cites = row.cites

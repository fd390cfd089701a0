// Write new versions of statements, each with its speaker, its citation and its dataset.
//
// $rows LIST of MAP  properties, saidBy, source, cites: MAP, dataset
UNWIND $rows AS row
MATCH (speaker:Entity {id: row.saidBy})
MATCH (source:Source {id: row.source})
MATCH (dataset:Dataset {id: row.dataset})
CREATE (statement:Statement)
SET statement = row.properties
CREATE (statement)-[:SAID_BY]->(speaker)
CREATE (statement)-[:IN]->(dataset)
CREATE (statement)-[cites:CITES]->(source)
SET cites = row.cites

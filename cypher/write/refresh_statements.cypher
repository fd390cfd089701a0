// Renew what is derived in a statement (bounds, locators), and its review; its content and its id stay.
//
// $rows LIST of MAP  record, properties, cites: MAP
UNWIND $rows AS row
MATCH (statement:Statement {record: row.record})-[cites:CITES]->(:Source)
SET statement += row.properties
SET cites = row.cites

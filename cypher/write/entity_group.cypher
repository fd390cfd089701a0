// Make or update entities that are Group.
//
// Not by MERGE with both labels: ArcadeDB finds no index for it, and loads would slow down with what is there.
//
// $rows LIST of MAP  id, properties, version: the load that makes it
UNWIND $rows AS row
OPTIONAL MATCH (there:Entity {id: row.id})
FOREACH (_ IN CASE WHEN there IS NULL OR NOT there:Group THEN [1] ELSE [] END |
  CREATE (n:Entity:Group {id: row.id, openedIn: row.version})
  SET n += row.properties
)
FOREACH (_ IN CASE WHEN there:Group THEN [1] ELSE [] END |
  SET there += row.properties
)

// Ids of all open statements.
//
// One row per statement: id.
MATCH (statement:Statement {closedIn: 2147483647})
RETURN statement.id AS id

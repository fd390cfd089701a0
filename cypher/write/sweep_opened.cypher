// Close what an unpublished load opened, so that its shortcuts go before it does.
//
// $version INTEGER
MATCH (statement:Statement {openedIn: $version})
SET statement.closedIn = $version

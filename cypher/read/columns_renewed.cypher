// Statements whose days or review some data versions made anew, and which stay as they are otherwise.
//
// $since    INTEGER          the data version before the first of these
// $versions LIST of INTEGER  the data versions
//
// One row per version of a statement: id, opened, state, days (LIST of ISO text, as in read/columns_opened).
MATCH (statement:Statement)
WHERE statement.renewedIn IN $versions AND statement.openedIn <= $since
RETURN statement.id AS id, statement.openedIn AS opened, statement.state AS state,
  [toString(statement.earliestStart), toString(statement.latestStart), toString(statement.earliestEnd),
   toString(statement.latestEnd), toString(statement.knownEarliest), toString(statement.knownLatest)] AS days

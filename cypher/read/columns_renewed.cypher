// Statements whose days some data versions worked out anew, and which stay as they are otherwise.
//
// $since    INTEGER          the data version before the first of these
// $versions LIST of INTEGER  the data versions
//
// One row per version of a statement: id, opened, days (LIST of ISO text, as in read/columns_opened).
MATCH (statement:Statement)
WHERE statement.renewedIn IN $versions AND statement.openedIn <= $since
RETURN statement.id AS id, statement.openedIn AS opened,
  [toString(statement.earliestStart), toString(statement.latestStart), toString(statement.earliestEnd),
   toString(statement.latestEnd), toString(statement.knownEarliest), toString(statement.knownLatest)] AS days

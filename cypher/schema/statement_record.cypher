// One node for each version of a statement: its id, a dot, and the load that opened it.
CREATE CONSTRAINT statement_record IF NOT EXISTS FOR (n:Statement) REQUIRE n.record IS UNIQUE

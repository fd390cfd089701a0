// Remove a constraint with its index; it is made anew from what there is. SCHEMA_NAME as in write/index_drop.
DROP CONSTRAINT SCHEMA_NAME IF EXISTS

"""Backups: all that a store holds at one data version as plain files, and a store made of them on either engine.

A backup is a folder. `backup.json` says of what version of the form it is, which data version it holds, and of each
file how many lines it has and its sha256. The files are lines of JSON, gzipped:

    loads         properties: each load, also those that were given up, as their versions are never used again
    datasets      properties
    entities      label, properties
    names         dataset, entity, properties: what each dataset calls an entity
    sources       properties, publisher, related (pairs of type and id)
    statements    properties, saidBy, source, cites, roles (pairs of role and id): each version of each statement
    links         type, from, to (records of statements), properties: responses and fulfilments
    judgements    properties: those that were in force
    withdrawn     properties: that something was withdrawn, when and why

Days are ISO text. Beside them lie the data folder's own `judgements.yml`, and the secret by which withdrawn content is
known again. Shortcut edges are not in it: they are derived from the statements again.
"""

"""Questions in, answers out: the JSON that HTTP, the command line and the page share."""

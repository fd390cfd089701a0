"""The command line. `whoholds --help` is to be quick: what a command needs is imported when it runs."""

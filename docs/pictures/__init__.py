"""The pictures of graph/README.md, and the script that draws them: `make pictures`."""

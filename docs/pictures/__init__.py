"""The pictures of docs/time-and-numbers.md, and the script that draws them: `make pictures`."""

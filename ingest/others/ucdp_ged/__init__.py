"""The events of the Uppsala Conflict Data Program: rows, their places, and the reports that they name."""

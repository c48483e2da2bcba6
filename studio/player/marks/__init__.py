"""What the browser is sent for a mark, or says beside it: a file for each mark that needs more than a run's columns."""

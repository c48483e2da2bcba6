"""What is said of a run: how it ended, and where something happened."""

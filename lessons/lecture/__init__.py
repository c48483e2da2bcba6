"""The parts of the lecture, a file for each: what it claims with the checks, and its lesson."""

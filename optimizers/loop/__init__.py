"""The one compiled loop: for one run, for many seeds, and once more for what was not recorded."""

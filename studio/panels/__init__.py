"""The controls and tables around the picture."""

"""The page of maps: its picture, its controls, and what the server answers about it."""

"""What every page has: its scene, the edits of it, and its frame."""

"""Which parts make which optimizer and which schedule; those of optax; the records that say so."""

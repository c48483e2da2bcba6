"""What every update is made of: η_t, σ_t and m_t, each a part, and the numbers that they read."""

"""The weights of Corridor's language model (`weights.npz`); no code of its own."""

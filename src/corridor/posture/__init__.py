"""Posture: the whole situation in, which of the user's own tripwires are met out."""

from corridor.posture.assess import assess_posture

__all__ = ["assess_posture"]

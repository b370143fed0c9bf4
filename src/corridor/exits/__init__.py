"""Exits: access and supply in, ways out for people with conditions and how long they last."""

from corridor.exits.assess import assess_exits

__all__ = ["assess_exits"]

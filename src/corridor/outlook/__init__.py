"""Outlook: everything known in, questions answered with probabilities, a ledger, and scores."""

from corridor.outlook.assess import assess_outlook
from corridor.outlook.ledger import Ledger, ledger_entries, load_history, made_as
from corridor.outlook.track import track_record

__all__ = ["Ledger", "assess_outlook", "ledger_entries", "load_history", "made_as", "track_record"]

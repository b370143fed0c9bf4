"""Supply: need, stock, inflow and sales of fuel, day by day, as an ensemble weighed by reports.

Guarantees: mass balances are exact, nothing passes a closed road, prior and posterior are shown.
Refuses: daily future flow, depot names, military stock.
"""

from corridor.supply.assess import assess_supply

__all__ = ["assess_supply"]

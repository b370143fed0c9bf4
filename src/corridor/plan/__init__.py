"""The best plan: what allocation with perfect foresight could meet, and which limit binds.

Guarantees: a linear programme solved to its optimum, labelled an upper bound; the flow to come is
summed to weeks of the whole country. Refuses: being read as a forecast, a route or advice.
"""

from corridor.plan.country import country_problem
from corridor.plan.problem import Periods, Problem, Resource, Way
from corridor.plan.solve import Planner, Solution
from corridor.plan.summary import Setting, plan_record

__all__ = [
    "Periods",
    "Planner",
    "Problem",
    "Resource",
    "Setting",
    "Solution",
    "Way",
    "country_problem",
    "plan_record",
]

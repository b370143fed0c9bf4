"""Measured quality: labelled sets, scores part by part, floors that can only rise.

Guarantees: scores come with sizes and the digest of the set. Refuses: running without the sets,
which live in the `evals` folder of the checkout and not in the package.
"""

from corridor.evaluate.results import EvalReport, EvalResult
from corridor.evaluate.run import NAMES, run

__all__ = ["NAMES", "EvalReport", "EvalResult", "run"]

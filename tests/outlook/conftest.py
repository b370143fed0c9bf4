"""One assessed outlook of the invented country, shared by the tests that only read it."""

import pytest

from corridor.records.outlook import Outlook
from tests.outlook.helpers import run


@pytest.fixture(scope="session")
def plain() -> Outlook:
    """Nothing reported, everything modelled."""
    return run()

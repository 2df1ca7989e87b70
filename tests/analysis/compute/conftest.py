"""What the sections of the chapter start from."""

import made_up_compute
import pytest

inputs = pytest.fixture(scope="session")(made_up_compute.inputs)
parameters = pytest.fixture(scope="session")(made_up_compute.parameters)

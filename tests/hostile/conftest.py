"""The browser of the browser tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
from importlib.util import module_from_spec, spec_from_file_location

_spec = spec_from_file_location("browser_conftest", Path(__file__).parents[1] / "browser" / "conftest.py")
_module = module_from_spec(_spec)
_spec.loader.exec_module(_module)
browser = _module.browser

"""What a wheel holds: the engine alone; in an editable install the report's own packages are at hand beside it."""

from setuptools import setup
from setuptools.command.build_py import build_py


class EngineAlone(build_py):
    """Leaves names as general as ``analysis`` out of an environment that is not the report's own."""

    def run(self) -> None:
        """Build without them, unless it is for an editable install."""
        if not self.editable_mode:
            self.packages = [name for name in self.packages if name.partition(".")[0] == "evidence"]
        super().run()


setup(cmdclass={"build_py": EngineAlone})

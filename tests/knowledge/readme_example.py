"""The full example of the packs' README, as the files that it is."""

import re
from collections.abc import Mapping

from knowledge.pack_reader import SHIPPED_PACKS

# "`my-pack/pack.yaml`:", a blank line, and the file between fences.
_FILE = re.compile(r"^`my-pack/(?P<name>[^`]+)`:\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def example_files() -> Mapping[str, str]:
    """File name -> its text."""
    readme = (SHIPPED_PACKS / "README.md").read_text(encoding="utf-8")
    return {file["name"]: file["text"] for file in _FILE.finditer(readme)}

"""How much one file may hold; nothing an officer writes comes near these."""

LARGEST_FILE = 1_000_000
"""Bytes in one file."""
DEEPEST = 40
"""Blocks inside blocks."""
MOST_KEYS = 500
"""Names in one block."""
MOST_ITEMS = 2_000
"""Items in one list."""
MOST_VALUES = 50_000
"""Names, answers, blocks and lists in one file, counted together."""
MOST_ALIKE = 50
"""Findings of one code told one by one; the last of them says that there are more."""

"""How much one input may be, so that a broken or hostile file stops nothing.

Guarantees: every limit is named here with its reason. Refuses: nothing by itself; adapters ask.
"""

MAX_FILE_BYTES = 20_000_000
"""A file larger than this is listed as skipped: a report of 20 MB is a mistake or an archive."""
MAX_TABLE_BYTES = 600_000_000
"""Tables and JSON lines are read row by row and may be larger."""
MAX_TEXT_CHARS = 2_000_000
"""A report of more characters than this (a thousand pages) is skipped."""
MAX_ROWS = 1_000_000
MAX_UNPACKED_BYTES = 100_000_000
"""Archives (DOCX, XLSX, ZIP) may unpack to this much, all members together."""
MAX_UNPACK_RATIO = 200
"""A member that grows by more than this factor is a bomb, not a document."""
MAX_PAGES = 2_000
"""Pages of a PDF that are read."""

"""How much one input may be, so that a broken or hostile file stops nothing.

Guarantees: every limit is named here with its reason. Refuses: nothing by itself; adapters ask.
"""

MAX_FILE_BYTES = 20_000_000
"""A file larger than this is listed as skipped: a report of 20 MB is a mistake or an archive."""
MAX_DOCUMENT_BYTES = 60_000_000
"""PDF, DOCX, XLSX and mails carry pictures and may be larger than their text."""
MAX_TABLE_BYTES = 600_000_000
"""Tables, JSON lines and archives are read piece by piece and may be larger."""
MAX_TEXT_CHARS = 2_000_000
"""A report of more characters than this (a thousand pages) is skipped."""
MAX_LINE_CHARS = 8_000_000
"""A line of JSON lines longer than this is skipped: a text of the longest kind, all escaped."""
MAX_ROWS = 1_000_000
MAX_CELLS = 400
"""Columns of a table; more is no table of reports."""
MAX_UNPACKED_BYTES = 200_000_000
"""Archives (DOCX, XLSX, ZIP) may unpack to this much, all members together."""
MAX_MEMBERS = 10_000
MAX_UNPACK_RATIO = 200
"""A member that grows by more than this factor is a bomb, not a document."""
SMALL_MEMBER = 1_000_000
"""Below this a high ratio does no harm (a sheet of equal rows packs very well)."""
MAX_DEPTH = 3
"""Archives in archives, mails in mails: no deeper than this."""
MAX_PAGES = 2_000
"""Pages of a PDF that are read."""
MAX_SKIPS = 50
"""Rows of one input that are listed one by one as skipped; more are counted."""
MAX_ENTRIES = 5_000
"""Entries of one feed, files in one mail."""

"""What of items is imported: the list of key items (附件1), and lists of random-inspection items (随机抽查事项清单)."""

from items.imports.annex import ANNEX, values_of_face
from items.imports.random_list import RANDOM_LIST

__all__ = ["ANNEX", "RANDOM_LIST", "values_of_face"]

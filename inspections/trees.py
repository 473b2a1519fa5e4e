"""A stratum's Merkle tree as one flat file, so that a proof is read in a few short steps. Pure: no database.

The levels stand one after the other, leaves first, a node is 32 bytes; `draw.inclusion_proof` says the same.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from inspections.draw import CHILDREN, HASH_BYTES, Step, parents


def tree_bytes(leaves: Sequence[bytes]) -> Iterator[bytes]:
    """The file's bytes, level by level, from the leaves in ascending order."""
    level = list(leaves)
    while level:
        yield b"".join(level)
        level = parents(level) if len(level) > 1 else []


def proof_in(file: BinaryIO, size: int, position: int) -> list[Step]:
    """The neighbours on the way from the leaf at `position` of `size` to the root, lowest first."""
    steps, level = [], 0
    while size > 1:
        start = position - position % CHILDREN
        file.seek((level + start) * HASH_BYTES)
        found = file.read(min(CHILDREN, size - start) * HASH_BYTES)
        nodes = tuple(found[at : at + HASH_BYTES] for at in range(0, len(found), HASH_BYTES))
        steps.append(Step(nodes[: position - start], nodes[position - start + 1 :]))
        level, size, position = level + size, -(-size // CHILDREN), position // CHILDREN
    return steps

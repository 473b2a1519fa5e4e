"""A stratum's Merkle tree as one flat file, so that a proof is read in a few short steps. Pure: no database.

The levels stand one after the other, leaves first, a node is 32 bytes; `draw.inclusion_proof` says the same.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from inspections.draw import CHILDREN, HASH_BYTES, SUBTREE_LEVELS, Step, parents


def tree_bytes(parts: Callable[[], Iterable[list[bytes]]], size: int) -> Iterator[bytes]:
    """The file's bytes, level by level, for `size` leaves in ascending order.

    `parts` gives the leaves subtree by subtree, from the first one at each call: the lower levels are hashed anew in as
    many passes, so that memory holds one part and the roots of all, never a level.
    """
    for height in range(SUBTREE_LEVELS):
        yield from (b"".join(_raised(part, height)) for part in parts())
        if size <= CHILDREN**height:
            return
    level = [_raised(part, SUBTREE_LEVELS)[0] for part in parts()]
    while len(level) > 1:
        yield b"".join(level)
        level = parents(level)
    yield level[0]


def _raised(level: list[bytes], height: int) -> list[bytes]:
    for _ in range(height):
        level = parents(level)
    return level


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

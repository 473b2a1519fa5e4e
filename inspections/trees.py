"""A stratum's Merkle tree as one flat file, so that a proof is read in a few short steps. Pure: no database.

The levels stand one after the other, leaves first, a node is 32 bytes; `draw.inclusion_proof` says the same.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO

from inspections.draw import CHILDREN, HASH_BYTES, SUBTREE_LEVELS, Step, parents, subtrees_of

_BLOCK = 1 << 20


def tree_bytes(leaves: Iterable[bytes]) -> Iterator[bytes]:
    """The file's bytes, level by level, for leaves in the order of their seats, of which there is at least one.

    The leaves are gone through once: the lower levels wait on disk, so that memory holds one subtree and the roots.
    """
    with ExitStack() as opened:
        lower = [opened.enter_context(TemporaryFile()) for _ in range(SUBTREE_LEVELS)]
        roots = [_written(one, lower, is_first=not number) for number, one in enumerate(subtrees_of(leaves))]
        for file in lower:
            file.seek(0)
            yield from iter(partial(file.read, _BLOCK), b"")
    while len(roots) > 1:
        yield b"".join(roots)
        roots = parents(roots)
    yield roots[0]


def _written(level: list[bytes], lower: Iterable[BinaryIO], *, is_first: bool) -> bytes:
    """The root of a subtree whose levels below it were added to the files; the first may be the whole tree."""
    for file in lower:
        if is_first and len(level) == 1:
            break
        file.write(b"".join(level))
        level = parents(level)
    return level[0]


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

"""A tree as one file: a proof read from it is the one computed from all leaves."""

import hashlib
import io

import pytest

from inspections import draw as rules
from inspections.trees import proof_in, tree_bytes


def parts(leaves):
    return [leaves[start : start + rules.SUBTREE] for start in range(0, len(leaves), rules.SUBTREE)]


@pytest.mark.parametrize("size", [1, 2, 16, 17, 256, 257, 4_096, 4_097, 9_000])
def test_a_proof_read_from_the_file_leads_to_the_root(size):
    leaves = sorted(hashlib.sha256(b"%d" % number).digest() for number in range(size))
    file = io.BytesIO(b"".join(tree_bytes(lambda: iter(parts(leaves)), size)))
    assert file.getvalue()[-32:] == rules.merkle_root(leaves)
    for position in {0, size // 2, size - 1}:
        steps = proof_in(file, size, position)
        assert steps == rules.inclusion_proof(leaves, position)
        assert rules.root_of_proof(leaves[position], steps) == rules.merkle_root(leaves)


def test_memory_holds_one_part_at_a_time():
    leaves = sorted(hashlib.sha256(b"%d" % number).digest() for number in range(3 * rules.SUBTREE))
    longest = max(len(chunk) for chunk in tree_bytes(lambda: iter(parts(leaves)), len(leaves)))
    assert longest == rules.SUBTREE * rules.HASH_BYTES

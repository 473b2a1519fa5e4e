"""A tree as one file: a proof read from it is the one computed from all leaves."""

import hashlib
import io

import pytest

from inspections import draw as rules
from inspections.trees import proof_in, tree_bytes


def leaves_of(size):
    return [hashlib.sha256(b"%d" % number).digest() for number in range(size)]


@pytest.mark.parametrize("size", [1, 2, 16, 17, 256, 257, 4_096, 4_097, 9_000])
def test_a_proof_read_from_the_file_leads_to_the_root(size):
    leaves = leaves_of(size)
    file = io.BytesIO(b"".join(tree_bytes(iter(leaves))))
    assert file.getvalue()[-32:] == rules.merkle_root(leaves)
    for position in {0, size // 2, size - 1}:
        steps = proof_in(file, size, position)
        assert steps == rules.inclusion_proof(leaves, position)
        assert rules.root_of_proof(leaves[position], steps) == rules.merkle_root(leaves)


def test_the_leaves_are_gone_through_once_and_wait_on_disk():
    longest = max(len(chunk) for chunk in tree_bytes(iter(leaves_of(70_000))))
    assert longest <= 1 << 20

"""Shapes of what a phone sends: one form a kind, so that what is malformed is refused with a sentence (R108)."""

from typing import Any

from django import forms

from inspections.results import EvidenceKind, RecordTechnique, SignerRole

LONGEST = 4000


class Piece(forms.Form):
    """What every write of a device carries: its own number, and when it was made by the device's clock."""

    device_key = forms.UUIDField()
    section = forms.IntegerField(required=False)
    at = forms.DateTimeField()


class AnswerPiece(Piece):
    entry = forms.IntegerField()
    outcome = forms.CharField(max_length=16)
    note = forms.CharField(max_length=500, required=False)
    seen = forms.IntegerField(required=False)
    seen_key = forms.UUIDField(required=False)


class EvidencePiece(Piece):
    entry = forms.IntegerField(required=False)
    medium = forms.ChoiceField(choices=EvidenceKind.choices)
    description = forms.CharField(max_length=200)
    place = forms.CharField(max_length=200)
    sha256 = forms.RegexField("^[0-9a-f]{64}$")
    longitude = forms.DecimalField(min_value=-180, max_value=180, required=False)
    latitude = forms.DecimalField(min_value=-90, max_value=90, required=False)


class StatementPiece(Piece):
    given_by = forms.CharField(max_length=60)
    text = forms.CharField(max_length=LONGEST)


class RecordPiece(Piece):
    techniques = forms.MultipleChoiceField(choices=RecordTechnique.choices)
    account = forms.CharField(max_length=LONGEST)
    record_hash = forms.RegexField("^[0-9a-f]{64}$")


class SignaturePiece(Piece):
    role = forms.ChoiceField(choices=SignerRole.choices)
    name = forms.CharField(max_length=60, required=False)
    officer = forms.IntegerField(required=False)
    record_hash = forms.RegexField("^[0-9a-f]{64}$")


class RefusalPiece(Piece):
    name = forms.CharField(max_length=60, required=False)
    reason = forms.CharField(max_length=300)
    witness = forms.CharField(max_length=60)
    record_hash = forms.RegexField("^[0-9a-f]{64}$")


PIECES: dict[str, type[Piece]] = {
    "arrive": Piece,
    "answer": AnswerPiece,
    "evidence": EvidencePiece,
    "statement": StatementPiece,
    "record": RecordPiece,
    "signature": SignaturePiece,
    "refusal": RefusalPiece,
}
WITH_FILE = ("evidence", "signature", "refusal")


def sentences(form: forms.Form) -> str:
    """Everything that is wrong with a piece, in one line."""
    faults: Any = form.errors.items()
    return "".join(f"{name}：{''.join(map(str, errors))}" for name, errors in faults)

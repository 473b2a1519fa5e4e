"""Signatures anyone can check with the public key alone. Pure: no settings, no database.

A `Signer` hides the algorithm, so that SM2 can stand beside ECDSA where a place must use commercial cryptography.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ES256 = "ES256"
SHORTEST_SECRET = 32
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_COORDINATE = 32
_KEY_ID = 11

Jwk = dict[str, str]


class BadKey(ValueError):
    """A secret that is too short, or a public key that is none."""


class Signer(Protocol):
    """What signs: `algorithm` as JOSE names it, `key_id`, the public key as a JWK, and the raw signature of bytes."""

    algorithm: str
    key_id: str

    def sign(self, message: bytes) -> bytes:
        """The signature, as the fixed-length bytes the browser's WebCrypto takes."""

    @property
    def public_jwk(self) -> Jwk:
        """The public key, with `kid` and `alg`."""


class EcdsaSigner:
    """ECDSA on P-256 with SHA-256; the private number is derived from a secret of at least 32 characters."""

    algorithm = ES256

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise BadKey(f"a secret of at least {SHORTEST_SECRET} characters is needed")
        number = int.from_bytes(hashlib.sha512(secret.encode()).digest(), "big") % (_ORDER - 1) + 1
        self._key = ec.derive_private_key(number, ec.SECP256R1())
        self.key_id = _key_id(_jwk(self._key.public_key()))

    def sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(SHA256())))
        return r.to_bytes(_COORDINATE, "big") + s.to_bytes(_COORDINATE, "big")

    @property
    def public_jwk(self) -> Jwk:
        return _with_id(_jwk(self._key.public_key()))

    @property
    def public_point(self) -> str:
        """The public key as one word (base64url of the uncompressed point): what a retired key is remembered by."""
        return encoded(self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def retired_jwk(point: str) -> Jwk:
    """The JWK of a key that signs no more, of its `public_point`; raises `BadKey`."""
    try:
        return _with_id(_jwk(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(point))))
    except ValueError as error:
        raise BadKey(f"{point[:12]}… is no public key on P-256") from error


def key_set(signer: Signer, retired: Iterable[str] = ()) -> list[Jwk]:
    """Every public key a signature may still be checked with, the present one first."""
    return [signer.public_jwk, *(retired_jwk(point) for point in retired)]


def is_signed(message: bytes, signature: bytes, jwk: Jwk) -> bool:
    """Whether `signature` (r‖s) over `message` is of that key."""
    if jwk.get("alg") != ES256 or len(signature) != 2 * _COORDINATE:
        return False
    x, y = (int.from_bytes(decoded(jwk[name]), "big") for name in ("x", "y"))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    r, s = (int.from_bytes(half, "big") for half in (signature[:_COORDINATE], signature[_COORDINATE:]))
    try:
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding; raises `ValueError`."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _jwk(key: ec.EllipticCurvePublicKey) -> Jwk:
    numbers = key.public_numbers()
    x, y = (encoded(number.to_bytes(_COORDINATE, "big")) for number in (numbers.x, numbers.y))
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y}


def _with_id(jwk: Jwk) -> Jwk:
    return {**jwk, "alg": ES256, "kid": _key_id(jwk)}


def _key_id(jwk: Jwk) -> str:
    """The beginning of the thumbprint of RFC 7638."""
    text = json.dumps(jwk, sort_keys=True, separators=(",", ":"))
    return encoded(hashlib.sha256(text.encode()).digest())[:_KEY_ID]

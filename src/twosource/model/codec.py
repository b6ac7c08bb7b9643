"""Records to JSON and back, and ids made of content."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

import msgspec

R = TypeVar("R")


class Record(msgspec.Struct, frozen=True, gc=False):
    """The base of all records: frozen, compared by value, decoded strictly."""


def content_id(kind: str, *identity: object) -> str:
    """`kind-` and 16 hex digits of a BLAKE2b hash of the identity fields: the same content gives the same id everywhere."""
    canonical = msgspec.json.encode([kind, *identity])
    return f"{kind}-{hashlib.blake2b(canonical, digest_size=8).hexdigest()}"


def cluster_id(kind: str, members: Iterable[str]) -> str:
    """A cluster's id is its smallest member's, under the cluster's own kind."""
    return f"{kind}-{min(members).rpartition('-')[2]}"


def encode(record: object) -> bytes:
    """A record as JSON (UTF-8)."""
    return msgspec.json.encode(record)


def digest(body: bytes) -> bytes:
    """16 bytes of a BLAKE2b hash of an encoded record: two bodies of one id are told apart by it."""
    return hashlib.blake2b(body, digest_size=16).digest()


def decode(data: bytes, kind: type[R]) -> R:
    """The record that `encode` wrote.

    Raises `msgspec.ValidationError` when the JSON is not of that kind.
    """
    return msgspec.json.decode(data, type=kind)

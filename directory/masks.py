"""Personal data as it may stand in the audit ledger."""


def mask_mobile(number: str) -> str:
    """13912345678 → 139****5678; anything shorter keeps its last two signs."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else "*" * max(0, len(number) - 2) + number[-2:]


def mask_email(address: str) -> str:
    """zhangsan@example.cn → z***@example.cn."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}" if address else ""

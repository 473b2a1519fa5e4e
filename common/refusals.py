"""A refused rule: services raise it, forms and pages show it."""


class Refused(Exception):
    """Why something is not done and what to do next, as a sentence a clerk can read.

    `field` names the form field that caused it, when one did.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field

"""Structured logs: one line an event, with request and job ids; nothing personal is ever a field."""

import logging.config
import sys

import structlog

_SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]


_TALKATIVE = ("axes", "celery.app.trace", "celery.worker.strategy", "celery.beat", "fontTools")
"""Libraries that report every ordinary step; jobs report themselves."""
_COMPLAINING = ("weasyprint",)
"""Libraries that warn of what is meant for others: a browser knows more CSS than a paper needs."""
_REFUSING = ("django.request",)
"""Whoever is refused, or finds nothing, reads why on the page; a line is only for what broke."""


def _console(colours: bool) -> structlog.dev.ConsoleRenderer:
    """Tracebacks are plain: the values of local variables may be personal."""
    formatter = structlog.dev.plain_traceback
    return structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0, exception_formatter=formatter)


def configure_logging(*, as_json: bool, level: str) -> None:
    """Send the standard library's logging and structlog's to one handler on standard error."""
    colours = sys.stderr.isatty()
    last = structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else _console(colours)
    processors = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        processors.append(structlog.processors.format_exc_info)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": _SHARED,
                    "processors": [*processors, last],
                }
            },
            "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
            "loggers": {name: {"level": "WARNING"} for name in _TALKATIVE}
            | {name: {"level": "ERROR"} for name in (*_COMPLAINING, *_REFUSING)},
            "root": {"handlers": ["stream"], "level": level},
        }
    )
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )

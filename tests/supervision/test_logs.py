"""Logs: what broke is told, with nothing personal; what was refused is told on the page alone."""

import subprocess
import sys

import pytest

PROGRAM = """
import logging
from supervision.logs import configure_logging

def broken(mobile):
    raise ValueError("the file ends too early")

configure_logging(as_json={as_json}, level="INFO")
logging.getLogger("django.request").warning("Forbidden: /610703/audit/")
try:
    broken("13912345678")
except ValueError:
    logging.getLogger("django.request").exception("Internal Server Error: /610703/")
"""


@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_tells_where_it_broke_but_no_values(as_json):
    program = [sys.executable, "-c", PROGRAM.format(as_json=as_json)]
    said = subprocess.run(program, capture_output=True, text=True, check=True).stderr
    assert "the file ends too early" in said
    assert "in broken" in said
    assert "13912345678" not in said
    assert "Forbidden" not in said

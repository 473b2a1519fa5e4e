"""Looking at a workbook as LibreOffice prints it; where there is no LibreOffice the workbook alone is checked."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl

from tests.browser.desk import SCREENS

SECONDS = 180


def has_office() -> bool:
    """Whether this machine has LibreOffice and can draw the pages of a PDF."""
    return bool(shutil.which("soffice") and shutil.which("pdftoppm"))


def printed(data: bytes, folder: Path, name: str) -> str:
    """The words of a workbook as LibreOffice prints them, their pictures kept; without it, the words of the cells.

    `name` names the pictures. The first line of the answer says which of the two it was.
    """
    file = folder / f"{name}.xlsx"
    file.write_bytes(data)
    if not has_office():
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return "checked by openpyxl only: no LibreOffice here\n" + "\n".join(
            str(cell) for row in rows for cell in row if cell
        )
    profile = f"-env:UserInstallation=file://{folder}/office"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    pdf = file.with_suffix(".pdf")
    SCREENS.mkdir(parents=True, exist_ok=True)
    _run("pdftoppm", "-r", "80", "-png", str(pdf), str(SCREENS / name))
    return "printed by LibreOffice\n" + _run("pdftotext", "-layout", str(pdf), "-").replace(" ", "")


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS).stdout

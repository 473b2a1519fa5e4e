// A row opens by a click anywhere on it; arrow keys walk from row to row, Enter opens (it is a link).
(() => {
  const opener = (row) => row && row.querySelector(".cell-main a[href]");

  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!opener(row) || event.target.closest("a, button, input, label, select, summary, details")) return;
    if (String(window.getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(opener(row).href, "_blank", "noopener");
    else opener(row).click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const row = document.activeElement.closest("tr[data-row]");
    if (!row || document.activeElement !== opener(row)) return;
    const next = opener(event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();

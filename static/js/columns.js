// Which columns a list shows, remembered by this browser for each list.
(() => {
  const key = (table) => `columns:${table.dataset.table.replace(/^\/\d+\//, "/")}`;
  const hiddenColumns = (table) => new Set(JSON.parse(localStorage.getItem(key(table)) || "[]"));

  const apply = (table) => {
    const hidden = hiddenColumns(table);
    for (const head of table.tHead.querySelectorAll("th[data-column]")) {
      for (const row of table.rows) {
        if (row.cells[head.cellIndex]) row.cells[head.cellIndex].classList.toggle("is-off", hidden.has(head.dataset.column));
      }
    }
  };

  const choice = (table, head) => {
    const label = document.createElement("label");
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = !hiddenColumns(table).has(head.dataset.column);
    tick.addEventListener("change", () => {
      const hidden = hiddenColumns(table);
      if (tick.checked) hidden.delete(head.dataset.column);
      else hidden.add(head.dataset.column);
      localStorage.setItem(key(table), JSON.stringify([...hidden]));
      apply(table);
    });
    label.append(tick, head.textContent.replace(/[↑↓]/g, "").trim());
    return label;
  };

  const prepare = () => {
    const table = document.querySelector("table[data-table]");
    const menu = document.querySelector("details[data-columns]");
    if (!table || !menu) return;
    const heads = [...table.tHead.querySelectorAll("th[data-column]")].slice(1);
    menu.querySelector(".column-choice").replaceChildren(...heads.map((head) => choice(table, head)));
    menu.hidden = heads.length < 2;
    apply(table);
  };

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSwap", prepare);
})();

// The bulk bar shows when rows are ticked, and says how many. Without script it is always there.
(() => {
  const refresh = (form) => {
    const ticks = [...form.querySelectorAll('input[name="row"]')];
    const ticked = ticks.filter((tick) => tick.checked);
    for (const tick of ticks) tick.closest("tr").classList.toggle("is-ticked", tick.checked);
    const bar = form.querySelector("[data-bulk-bar]");
    if (bar) {
      bar.hidden = ticked.length === 0;
      bar.querySelector("[data-bulk-count]").textContent = ticked.length;
    }
    const all = form.querySelector("[data-tick-all]");
    if (all) {
      all.checked = ticks.length > 0 && ticked.length === ticks.length;
      all.indeterminate = ticked.length > 0 && ticked.length < ticks.length;
    }
  };
  const refreshAll = () => document.querySelectorAll("form[data-bulk]").forEach(refresh);

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-tick-all]")) {
      for (const tick of form.querySelectorAll('input[name="row"]')) tick.checked = event.target.checked;
    }
    refresh(form);
  });
  document.addEventListener("htmx:afterSwap", refreshAll);
  window.addEventListener("pageshow", refreshAll);
})();

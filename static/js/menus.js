// Menus and drawers are <details>: close them by Escape, by a click elsewhere, or when another menu opens.
(() => {
  const floating = "details.menu[open], details.drawer[open], details.due[open]";

  const shutAllBut = (kept) => {
    for (const box of document.querySelectorAll(floating)) {
      if (!kept || !box.contains(kept)) box.open = false;
    }
  };

  document.addEventListener("click", (event) => shutAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.activeElement.closest(floating) || document.querySelector(floating);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // Of words that scroll sideways, the one for this page is in sight.
  for (const here of document.querySelectorAll(".bar-words [aria-current], .tabs [aria-current]")) {
    const strip = here.closest("ul");
    strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }

  // Side notes take the place of the page on a small screen: they start folded there.
  if (window.matchMedia("(width <= 1024px)").matches) {
    for (const note of document.querySelectorAll(".rail details[open]")) note.open = false;
  }
})();

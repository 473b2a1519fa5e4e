// A fragment that could not be fetched: load the whole page instead, which says what is the matter (signed out, gone, error).
(() => {
  const whole = (event) => {
    const path = event.detail.pathInfo.finalRequestPath;
    if (event.detail.requestConfig.verb === "get" && !event.detail.elt.closest(".progress-line")) location.assign(path);
  };
  document.addEventListener("htmx:responseError", whole);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answered = new URL(event.detail.xhr.responseURL || location.href).pathname;
    const asked = new URL(event.detail.pathInfo.finalRequestPath, location.href).pathname;
    if (answered === asked) return;
    event.detail.shouldSwap = false;
    location.reload();
  });
})();

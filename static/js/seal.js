// A department's secret is made here, in the browser, and kept in a file; only its SHA-256 goes into the form.
// To reveal it, the file is read back. Without script, or where the browser has no crypto, the form is filled by hand.
(() => {
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  const seal = async (text) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));

  const offer = (text, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const maker = document.querySelector("[data-seal]");
  if (maker && window.crypto && crypto.subtle) {
    maker.hidden = false;
    maker.querySelector("[data-seal-make]").addEventListener("click", async () => {
      const secret = hex(crypto.getRandomValues(new Uint8Array(32)));
      offer(secret, maker.dataset.file);
      document.querySelector("[name=sealed_hash]").value = await seal(secret);
      const said = maker.querySelector("[data-seal-said]");
      said.textContent = said.dataset.sealDone;
    });
  }

  const opener = document.querySelector("[data-unseal]");
  if (opener) {
    opener.hidden = false;
    opener.querySelector("[data-unseal-file]").addEventListener("change", async (event) => {
      const [file] = event.target.files;
      if (file && file.size < 10000) document.querySelector("[name=secret]").value = (await file.text()).trim();
    });
  }
})();

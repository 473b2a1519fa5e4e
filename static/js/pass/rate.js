// Fills number and rating code from the letter's picture: behind the #, which the browser never sends.
const form = document.querySelector("[data-rate]");
const [, year, serial, code] = /^#(20\d\d)-(\d{1,9})-([0-9A-Z]{10})$/.exec(location.hash) ?? [];

if (form && code) {
  form.elements.number.value = form.dataset.rate.replace("{year}", year).replace("{serial}", serial);
  form.elements.code.value = code;
}

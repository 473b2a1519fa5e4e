// Fills number and code of the rating from the pass behind the #, which the browser never sends.
import { contentOf } from "./check.js";

const form = document.querySelector("[data-rate]");
const [payload] = decodeURIComponent(location.hash.slice(1)).split(".");

if (form && payload) {
  try {
    const content = await contentOf(payload);
    form.elements.number.value = content.n;
    form.elements.code.value = content.i;
  } catch {
    // Not a pass, or a browser that cannot unpack it: number and code are typed.
  }
}

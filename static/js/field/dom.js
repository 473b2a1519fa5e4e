// Screens are <template>s of the page, where their words are; scripts only fill them in.
const put = (place, value) => {
  if (value instanceof Node) place.replaceChildren(value);
  else if (Array.isArray(value)) place.replaceChildren(...value);
  else if (place.matches("input, textarea, select")) place.value = value ?? "";
  else place.textContent = value ?? "";
};

const all = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];

/** Fills [data-slot] with values and shows [data-if] only where its value is true. */
export const fill = (root, values) => {
  for (const [name, value] of Object.entries(values)) {
    for (const place of all(root, `[data-slot="${name}"]`)) put(place, value);
    for (const place of all(root, `[data-if="${name}"]`)) place.hidden = !value;
  }
  return root;
};

export const from = (name, values = {}) =>
  fill(document.getElementById(`field-${name}`).content.firstElementChild.cloneNode(true), values);

/** Words of the page that scripts put together: <template id="field-word-…"> with % for the part that changes. */
export const word = (name, part = "") =>
  document.getElementById(`field-word-${name}`).content.textContent.trim().replace("%", part);

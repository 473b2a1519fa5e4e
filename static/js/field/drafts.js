// What is typed and not yet entered: kept as it is typed, so that a look elsewhere, a reload or a crash does not take it.
import { fill } from "./dom.js";
import * as store from "./store.js";

const FIELDS = "input[name]:not([type=file]), textarea[name]";
const LASTING = ["place"]; // the next photo is mostly taken in the same place

const keyOf = (now, { screen, part }) => `draft/${now.key}/${screen}/${part ?? ""}`;

const ticked = (shown, name) => [...shown.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);

/** The screen with what was typed on it before; from here on every change is kept, and the screen says when it is. */
export const withDrafts = async (now, at, shown) => {
  const key = keyOf(now, at);
  const typed = (await store.setting(key)) ?? {};
  for (const field of shown.querySelectorAll(FIELDS)) {
    if (!(field.name in typed)) continue;
    if (field.type === "checkbox") field.checked = typed[field.name].includes(field.value);
    else field.value = typed[field.name];
  }
  let changes = 0;
  shown.addEventListener("input", async ({ target }) => {
    if (!target.matches(FIELDS)) return;
    typed[target.name] = target.type === "checkbox" ? ticked(shown, target.name) : target.value;
    const change = (changes += 1);
    fill(shown, { "is-drafted": false });
    await store.keepSetting(key, typed);
    fill(shown, { "is-drafted": change === changes });
  });
  return fill(shown, { "is-drafted": false });
};

/** What has been entered is no draft any more. */
export const entered = async (now, at, data) => {
  const key = keyOf(now, at);
  const typed = Object.entries((await store.setting(key)) ?? {});
  await store.keepSetting(key, Object.fromEntries(typed.filter(([name]) => LASTING.includes(name) || !(name in data))));
};

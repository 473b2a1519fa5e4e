// The company's view of a pass: reads it from the address, checks it here, shows what it says.
import { canCheck, check } from "./check.js";

const page = document.querySelector("[data-pass]");
const { keysUrl, revokedUrl, workerUrl } = page.dataset;
const BELIEVED = ["good", "early", "expired", "revoked"];
const FRESH = 600; // seconds; an older list of what was taken back was kept by this phone
const PATIENCE_MS = 6000; // longer than the worker's, which then gives what it kept

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

const show = (outcome) => {
  for (const part of page.querySelectorAll("[data-outcome]")) part.hidden = part.dataset.outcome !== outcome;
};

const list = (name, lines) => {
  const place = page.querySelector(`[data-list="${name}"]`);
  place.closest("section").hidden = lines.length === 0;
  place.replaceChildren(...lines);
};

const line = (...words) => {
  const made = document.createElement("li");
  made.append(...words);
  return made;
};

const SHOWN = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Shanghai" };
const moment = (seconds) => new Date(seconds * 1000).toLocaleString("zh-CN", SHOWN);

const tell = (content) => {
  const facts = { ...content, f: moment(content.f), u: moment(content.u) };
  for (const place of page.querySelectorAll("[data-fact]")) place.textContent = facts[place.dataset.fact] ?? "";
  for (const place of page.querySelectorAll("[data-needs]")) place.hidden = !content[place.dataset.needs];
  list("officers", content.o.map(([name, number, department]) => line(element("b", name), ` ${number} ${department}`)));
  list("items", content.w.map(([name, basis]) => line(element("b", name), basis ? ` ${basis}` : "")));
  list("papers", content.r.map((name) => line(name)));
  const { left } = page.querySelector('[data-list="left"]').dataset;
  list("left", content.l.map(([what, count]) => line(what, " ", element("b", left.replace("%", count)))));
};

/** What was taken back, as far as this phone knows: {revoked, as_of}; nothing where it was never told. */
const revocations = async () => {
  try {
    const answer = await fetch(revokedUrl, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
};

const howFresh = (known, now) => {
  if (!known?.as_of) return "unknown";
  return now - known.as_of < FRESH ? "fresh" : "kept";
};

/** Says of which moment it is known that the pass was not taken back. */
const tellRevocation = (known, now) => {
  const shown = howFresh(known, now);
  for (const part of page.querySelectorAll("[data-revocation]")) part.hidden = part.dataset.revocation !== shown;
  page.querySelector("[data-as-of]").textContent = known ? moment(known.as_of) : "";
};

const read = async () => {
  const token = decodeURIComponent(location.hash.slice(1));
  page.querySelector("[data-facts]").hidden = true;
  if (!token) return show("none");
  if (!canCheck()) return show("old");
  let keys;
  try {
    keys = (await (await fetch(keysUrl)).json()).keys;
  } catch {
    return show("keyless");
  }
  const now = Date.now() / 1000;
  const { outcome, content } = await check(token, keys, now);
  const known = content ? await revocations() : null;
  const final = known?.revoked.includes(content.i) ? "revoked" : outcome;
  tellRevocation(known, now);
  if (BELIEVED.includes(final)) tell(content);
  page.querySelector("[data-facts]").hidden = !BELIEVED.includes(final);
  show(final);
};

navigator.serviceWorker?.register(workerUrl);
window.addEventListener("hashchange", read);
read();

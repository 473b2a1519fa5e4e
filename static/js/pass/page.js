// The company's view of a pass: reads it from the address, checks it here, shows what it says.
import { canCheck, check } from "./check.js";

const page = document.querySelector("[data-pass]");
const { keysUrl, revokedUrl, workerUrl } = page.dataset;
const BELIEVED = ["good", "early", "expired", "revoked"];

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

const moment = (seconds) => new Date(seconds * 1000).toLocaleString("zh-CN", { dateStyle: "long", timeStyle: "short" });

const tell = (content) => {
  const facts = { ...content, f: moment(content.f), u: moment(content.u) };
  for (const place of page.querySelectorAll("[data-fact]")) place.textContent = facts[place.dataset.fact] ?? "";
  for (const place of page.querySelectorAll("[data-needs]")) place.hidden = !content[place.dataset.needs];
  list("officers", content.o.map(([name, number, department]) => line(element("b", name), ` ${number} ${department}`)));
  list("items", content.w.map(([name, basis]) => line(element("b", name), basis ? ` ${basis}` : "")));
  list("papers", content.r.map((name) => line(name)));
  list("left", content.l.map(([what, left]) => line(what, " ", element("b", String(left)))));
};

const isRevoked = async (code) => {
  try {
    const answer = await fetch(revokedUrl, { signal: AbortSignal.timeout(4000) });
    return answer.ok && (await answer.json()).revoked.includes(code);
  } catch {
    return false; // without network nobody can know
  }
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
  const { outcome, content } = await check(token, keys, Date.now() / 1000);
  const final = content && (await isRevoked(content.i)) ? "revoked" : outcome;
  if (BELIEVED.includes(final)) tell(content);
  page.querySelector("[data-facts]").hidden = !BELIEVED.includes(final);
  show(final);
};

navigator.serviceWorker?.register(workerUrl);
window.addEventListener("hashchange", read);
read();

// The visit on the phone: which screen is shown, what waits to be sent, and who may see it.
import { recoverSound, soundNow } from "./audio.js";
import { checking } from "./checking.js";
import { fill, from, word } from "./dom.js";
import { withDrafts } from "./drafts.js";
import { gathering } from "./gathering.js";
import { signing } from "./signing.js";
import { go, present, root, session, urls, waiting, where } from "./state.js";
import * as store from "./store.js";
import { download, keepSending, sendNow } from "./sync.js";

const SCREENS = { check: checking, evidence: gathering, sign: signing };
const stage = root.querySelector("[data-stage]");
let isOpen = true; // whether whoever holds the phone may read what is on it
let online; // the session of the last answer of the server
let isCutOff = !navigator.onLine; // what the last attempt said: browsers do not always know

const listed = async (visit, mine) => {
  const kept = await store.visit(store.keyOf(urls.place, mine.member, visit.pk));
  const line = from("visit", { ...visit, days: `${visit.starts_on} — ${visit.ends_on}`, "is-kept": kept, "is-new": !kept });
  line.querySelector("[data-act=open]").href = `#check/${visit.pk}`;
  for (const button of line.querySelectorAll("[data-act=download]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await download(urls, online ?? (await session()), visit.pk);
        go("check", visit.pk);
      } catch {
        line.querySelector('[data-if="failed"]').hidden = false;
        button.disabled = false;
      }
    });
  }
  fill(line, { failed: false });
  return line;
};

const list = async () => {
  const mine = await session();
  const visits = mine?.visits ?? [];
  const lines = await Promise.all(visits.map((visit) => listed(visit, mine)));
  return from("list", { lines, "is-empty": lines.length === 0, name: mine?.name ?? "" });
};

/** What a record is about, so that one of many is told from the others: the point, what a photo proves, who signed. */
const aboutOf = (now, { data }) => {
  const point = now.section?.points.find((one) => one.pk === data.entry);
  return data.description ?? point?.text ?? data.name ?? data.given_by ?? "";
};

const letter = (now, row) => {
  const line = from("letter", {
    what: word(row.kind),
    about: aboutOf(now, row),
    when: new Date(row.data.at).toLocaleString("zh-CN"),
    sentence: row.sentence,
    "is-refused": row.state === "refused",
  });
  line.querySelector("[data-act=again]").addEventListener("click", async () => {
    await store.mark(row.number, { state: "waiting", sentence: "" });
    keepSending(urls, tell);
  });
  line.querySelector("[data-act=drop]").addEventListener("click", async () => {
    if (!window.confirm(word("drop"))) return;
    await store.drop(row.number);
    refresh();
  });
  return line;
};

const sending = async (now) => {
  const rows = (await waiting()).filter((row) => row.visit === now.visit.pk);
  const screen = from("sending", {
    letters: rows.map((row) => letter(now, row)),
    "is-empty": rows.length === 0,
    state: now.section?.state_word ?? "",
    held: now.section?.held ?? 0,
    conflicts: now.section ? [...now.section.answers.values()].filter((one) => one.is_conflict).length : 0,
  });
  screen.querySelector("[data-act=send]").addEventListener("click", () => sendNow(urls, tell));
  return screen;
};

const screenFor = async () => {
  if (!isOpen) return from("door");
  const { screen, visit, part } = where();
  const now = screen ? await present(visit) : null;
  if (!now) return list();
  const shown = screen === "send" ? await sending(now) : now.section ? SCREENS[screen]?.(now, part) : from("no-section");
  const frame = from("frame", { object: now.visit.object, number: now.visit.number, screen: shown });
  for (const link of frame.querySelectorAll("[data-tab]")) {
    link.href = `#${link.dataset.tab}/${now.visit.pk}`;
    if (link.dataset.tab === screen) link.setAttribute("aria-current", "page");
  }
  return withDrafts(now, where(), frame);
};

const refreshBadge = async () => {
  const count = isOpen ? (await waiting()).length : 0;
  fill(root, {
    "is-offline": isCutOff,
    "has-waiting": count > 0,
    waiting: word("waiting", count),
    "is-recording": Boolean(soundNow()),
  });
  root.querySelector("[data-act=to-sound]").href = `#evidence/${soundNow()?.visit}`;
};

const refresh = async () => {
  stage.replaceChildren(await screenFor());
  await refreshBadge();
};

/** Whether nobody is writing on the screen, so that it may be drawn anew. */
const isIdle = () => {
  const { screen, part } = where();
  return screen === "" || screen === "send" || (screen === "check" && part === null);
};

const tell = (outcome, answer) => {
  const wasOpen = isOpen;
  isCutOff = outcome === "offline";
  if (outcome === "sent") [isOpen, online] = [true, answer];
  if (outcome === "signed-out") isOpen = false;
  if (wasOpen !== isOpen || isIdle()) refresh();
  else refreshBadge();
};

window.addEventListener("hashchange", refresh);
window.addEventListener("online", () => sendNow(urls, tell));
window.addEventListener("offline", () => tell("offline"));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow(urls, tell));
window.addEventListener("field-written", () => {
  refreshBadge();
  sendNow(urls, tell);
});
window.addEventListener("unhandledrejection", () => fill(root, { "is-unkept": true }));
navigator.serviceWorker?.register(root.dataset.workerUrl);
navigator.storage?.persist?.();
refresh()
  .then(recoverSound)
  .then((isFound) => isFound && refresh())
  .catch(() => fill(root, { "is-unkept": true }))
  .then(() => keepSending(urls, tell));

// Sends what waits, in the order in which it was written; tries again by itself, more and more patiently.
import { NotMine, SignedOut, fetchMine, fetchVisit, post } from "./api.js";
import { word } from "./dom.js";
import { where } from "./state.js";
import * as store from "./store.js";

const WAITS = [5, 15, 30, 60]; // seconds; browsers do not always tell that the net is back
const BATCH = 50;
let attempts = 0;
let isQueued = false;
let timer;

/** Rows in portions: many small ones together, one with a file alone. */
const portions = (rows) => {
  const found = [];
  for (const row of rows) {
    const last = found.at(-1);
    const joins = last && !row.file && !last[0].file && last[0].visit === row.visit && last.length < BATCH;
    if (joins) last.push(row);
    else found.push([row]);
  }
  return found;
};

const settle = async (row, { outcome, sentence }) => {
  const isSettled = outcome === "kept" || outcome === "conflict" || outcome === "held";
  await store.mark(row.number, { state: isSettled ? "kept" : "refused", outcome, sentence });
};

export const download = async (urls, session, pk) => {
  const data = await fetchVisit(urls.visit(pk));
  const key = store.keyOf(urls.place, session.member, pk);
  await store.keepVisit({ key, place: urls.place, member: session.member, data, downloaded_at: new Date().toISOString() });
};

/** The receipts of a portion; a visit that is no longer the member's refuses it, so that others are not held up. */
const delivered = async (urls, session, portion) => {
  try {
    return await post(urls.visit(portion[0].visit), session.csrf, portion);
  } catch (problem) {
    if (!(problem instanceof NotMine)) throw problem;
    return portion.map(() => ({ outcome: "refused", sentence: word("not-mine") }));
  }
};

/** The visit on the screen as others left it meanwhile; one that is no longer the member's stays as it is. */
const refreshed = async (urls, session, pk) => {
  if (!pk || !(await store.visit(store.keyOf(urls.place, session.member, pk)))) return;
  try {
    await download(urls, session, pk);
  } catch (problem) {
    if (!(problem instanceof NotMine)) throw problem;
  }
};

const mine = (rows, urls, session) => rows.filter((row) => row.place === urls.place && row.member === session.member);

const sendAll = async (urls, session) => {
  const rows = mine(await store.outbox(), urls, session);
  for (const portion of portions(rows.filter((row) => row.state === "waiting"))) {
    const receipts = await delivered(urls, session, portion);
    for (const [place, row] of portion.entries()) await settle(row, receipts[place]);
  }
  const unread = mine(await store.outbox(), urls, session).filter((row) => row.state === "kept");
  const sent = new Set(unread.map((row) => row.visit));
  for (const pk of sent) await download(urls, session, pk);
  const shown = where().visit;
  if (!sent.has(shown)) await refreshed(urls, session, shown);
};

/** Sends once; the outcome is "sent", "offline" or "signed-out". Tabs take turns. */
const send = (urls, tell) =>
  navigator.locks.request("field-send", async () => {
    isQueued = false; // what is written from here on asks for another turn
    try {
      const session = await fetchMine(urls.list);
      await store.keepSetting("session", { member: session.member, name: session.name, visits: session.visits });
      await sendAll(urls, session);
      attempts = 0;
      tell("sent", session);
      return "sent";
    } catch (problem) {
      const outcome = problem instanceof SignedOut || problem instanceof NotMine ? "signed-out" : "offline";
      tell(outcome);
      return outcome;
    }
  });

/** The net is back, or a person is at work: patience begins anew. */
export const sendNow = (urls, tell) => {
  attempts = 0;
  return keepSending(urls, tell);
};

/** Sends now or after the sending under way; tries again later, until it works. */
export const keepSending = async (urls, tell) => {
  if (isQueued) return;
  isQueued = true;
  clearTimeout(timer);
  if ((await send(urls, tell)) !== "offline") return;
  const wait = WAITS[Math.min(attempts, WAITS.length - 1)];
  attempts += 1;
  clearTimeout(timer);
  timer = setTimeout(() => keepSending(urls, tell), wait * 1000);
};

// What the phone keeps: downloaded visits, and everything written that the server has not confirmed yet.
const NAME = "field";
const VERSION = 1;
let opened;

const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () => {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore("visits", { keyPath: "key" });
    const outbox = database.createObjectStore("outbox", { keyPath: "number", autoIncrement: true });
    outbox.createIndex("device_key", "device_key", { unique: true });
    database.createObjectStore("settings");
  };
  return promised(request);
};

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

/** Runs `work` with the named stores in one transaction; resolves with its result once that is safely on the disk. */
const within = async (names, work) => {
  opened ??= open();
  const transaction = (await opened).transaction(names, "readwrite", { durability: "strict" });
  const finished = done(transaction);
  const result = await work(...names.map((name) => transaction.objectStore(name)));
  await finished;
  return result;
};

export const keyOf = (place, member, visit) => `${place}/${member}/${visit}`;

export const keepSetting = (name, value) => within(["settings"], (settings) => promised(settings.put(value, name)));
export const setting = (name) => within(["settings"], (settings) => promised(settings.get(name)));

/** Sound that is being recorded: its parts in order, {record, type, at, part}. */
const SOUND = IDBKeyRange.bound(["sound"], ["sound", []]);
export const keepSoundPart = (number, part) => within(["settings"], (settings) => promised(settings.put(part, ["sound", number])));
export const soundParts = () => within(["settings"], (settings) => promised(settings.getAll(SOUND)));

/** The finished sound waits to be sent, and its parts are gone, in the same breath. */
export const keepSound = (record) =>
  within(["settings", "outbox"], async (settings, box) => {
    await promised(box.add({ ...record, state: "waiting" }));
    await promised(settings.delete(SOUND));
  });

export const visits = () => within(["visits"], (store) => promised(store.getAll()));
export const visit = (key) => within(["visits"], (store) => promised(store.get(key)));
export const forget = (key) => within(["visits"], (store) => promised(store.delete(key)));

/** What was written on this phone, oldest first. */
export const outbox = () => within(["outbox"], (store) => promised(store.getAll()));

/** Adds a record for ever: it leaves only when the server has confirmed it. */
export const append = (record) => within(["outbox"], (store) => promised(store.add({ ...record, state: "waiting" })));

/** Notes what the server said of a record. */
export const mark = (number, changes) =>
  within(["outbox"], async (store) => {
    const row = await promised(store.get(number));
    if (row) await promised(store.put({ ...row, ...changes }));
  });

export const drop = (number) => within(["outbox"], (store) => promised(store.delete(number)));

/** Keeps a fresh download; in the same breath records it already contains leave the outbox. */
export const keepVisit = (row) =>
  within(["visits", "outbox"], async (store, box) => {
    await promised(store.put(row));
    const rows = await promised(box.getAll());
    const settled = rows.filter((one) => one.visit_key === row.key && one.state === "kept");
    await Promise.all(settled.map((one) => promised(box.delete(one.number))));
  });

// Where the reader is and whose phone this is; every screen asks here.
import { entered } from "./drafts.js";
import { sectionNow } from "./record.js";
import * as store from "./store.js";

export const root = document.querySelector("[data-field]");
const { place, listUrl, visitUrl } = root.dataset;

export const urls = { place, list: listUrl, visit: (pk) => visitUrl.replace("/0/", `/${pk}/`) };

/** ["check", 12, 3] for #check/12/3: the screen, the visit, the part. */
export const where = () => {
  const [screen = "", visit = "", part = ""] = location.hash.slice(1).split("/");
  return { screen, visit: Number(visit), part: part === "" ? null : Number(part) };
};

export const go = (...parts) => {
  const hash = `#${parts.join("/")}`;
  if (location.hash === hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
};

export const session = () => store.setting("session");

const ofThisPhone = async (mine) =>
  (await store.outbox()).filter((row) => row.place === place && row.member === mine?.member);

/** Records of this member that the server has not settled. */
export const waiting = async () => (await ofThisPhone(await session())).filter((row) => row.state !== "kept");

/** The visit as it stands here: {visit, section (mine), rows, key}; nothing where it is not downloaded. */
export const present = async (pk) => {
  const mine = await session();
  if (!mine) return null;
  const key = store.keyOf(place, mine.member, pk);
  const kept = await store.visit(key);
  if (!kept) return null;
  const rows = (await ofThisPhone(mine)).filter((row) => row.visit_key === key);
  const sections = kept.data.sections.map((section) => sectionNow(section, rows));
  const hasArrived = kept.data.has_arrived || rows.some((row) => row.kind === "arrive" && row.state !== "refused");
  return { visit: kept.data, key, rows, sections, section: sections.find((one) => one.is_mine), hasArrived, mine };
};

/** A record of the member, ready for the outbox. */
export const recordOf = (now, kind, data) => {
  const section = kind === "arrive" ? null : now.section.pk;
  const place_and_visit = { place, member: now.mine.member, visit: now.visit.pk, visit_key: now.key };
  return { ...place_and_visit, kind, section, data, device_key: crypto.randomUUID() };
};

export const hasWritten = () => window.dispatchEvent(new Event("field-written"));

/** Puts one record of the member into the outbox. */
export const write = async (now, kind, data, file = null, file_name = "") => {
  await store.append({ ...recordOf(now, kind, data), file, file_name });
  await entered(now, where(), data);
  hasWritten();
};

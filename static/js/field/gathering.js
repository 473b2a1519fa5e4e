// 证据: photos, sound and papers, sealed the moment they are taken.
import { canRecord, soundNow, startRecording, stopRecording } from "./audio.js";
import { from } from "./dom.js";
import { entered } from "./drafts.js";
import { locate, seal } from "./seal.js";
import { go, hasWritten, recordOf, where, write } from "./state.js";

const MEDIA = { "image/": "photo", "audio/": "audio", "video/": "video" };

const mediumOf = (file) => Object.entries(MEDIA).find(([start]) => file.type.startsWith(start))?.[1] ?? "document";

const piece = (row) =>
  from("piece", {
    description: row.description,
    taken: new Date(row.taken_at).toLocaleString("zh-CN"),
    place: row.place,
    hash: row.sha256.slice(0, 16),
    "is-waiting": row.is_waiting,
  });

/** Whether it is not said yet what is proven and where; asked before anything is taken, which could be taken only once. */
const isVague = (screen) => {
  const [place, description] = ["place", "description"].map((name) => screen.querySelector(`[name=${name}]`).value.trim());
  screen.querySelector('[data-if="is-vague"]').hidden = Boolean(place && description);
  return place && description ? null : screen.querySelector(description ? "[name=place]" : "[name=description]");
};

const described = (screen, medium, point) => {
  const [place, description] = ["place", "description"].map((name) => screen.querySelector(`[name=${name}]`).value.trim());
  return { medium, description, place, entry: point?.pk ?? null };
};

const keep = async (now, screen, file, point) => {
  if (isVague(screen)) return;
  const sealed = await seal(file);
  await write(now, "evidence", { ...described(screen, mediumOf(file), point), at: sealed.taken_at, ...sealed }, file, file.name);
  go("evidence", now.visit.pk, ...(point ? [point.pk] : []));
};

const record = async (now, screen, point) => {
  if (isVague(screen)) return isVague(screen).focus();
  const data = described(screen, "audio", point);
  try {
    await startRecording(recordOf(now, "evidence", data), () => {
      hasWritten();
      window.dispatchEvent(new HashChangeEvent("hashchange"));
    });
  } catch {
    screen.querySelector('[data-if="no-sound"]').hidden = false;
    return undefined;
  }
  await entered(now, where(), data);
  return go("evidence", now.visit.pk, ...(point ? [point.pk] : []));
};

export const gathering = (now, part) => {
  const point = now.section.points.find((one) => one.pk === part);
  const screen = from("evidence", {
    place: now.visit.address || now.visit.object,
    description: point?.text ?? "",
    about: point?.text,
    "has-point": Boolean(point),
    pieces: now.section.evidence.map(piece),
    "is-empty": now.section.evidence.length === 0,
    "is-open": !now.section.is_recorded,
    "may-record": canRecord() && !soundNow(),
    "is-recording": Boolean(soundNow()),
    "no-sound": false,
    "is-vague": false,
  });
  if (!now.section.is_recorded) locate();
  for (const input of screen.querySelectorAll("input[type=file]")) {
    input.addEventListener("click", (event) => {
      const field = isVague(screen);
      if (!field) return;
      event.preventDefault();
      field.focus();
    });
    input.addEventListener("change", () => input.files[0] && keep(now, screen, input.files[0], point));
  }
  screen.querySelector("[data-act=sound]").addEventListener("click", () => record(now, screen, point));
  screen.querySelector("[data-act=silence]").addEventListener("click", stopRecording);
  return screen;
};

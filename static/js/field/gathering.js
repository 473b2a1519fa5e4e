// 证据: photos, sound and papers, sealed the moment they are taken.
import { canRecord, startRecording } from "./audio.js";
import { from } from "./dom.js";
import { seal } from "./seal.js";
import { go, write } from "./state.js";

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

const keep = async (now, screen, file, name, point) => {
  const place = screen.querySelector("[name=place]").value.trim();
  const description = screen.querySelector("[name=description]").value.trim();
  screen.querySelector('[data-if="is-vague"]').hidden = Boolean(place && description);
  if (!place || !description) return;
  const sealed = await seal(file);
  const data = { medium: mediumOf(file), description, place, entry: point?.pk ?? null, at: sealed.taken_at, ...sealed };
  await write(now, "evidence", data, file, name);
  go("evidence", now.visit.pk);
};

const record = async (now, screen, button, point) => {
  if (button.stopping) {
    const { stop } = button.stopping;
    button.stopping = undefined;
    const { blob, extension } = await stop();
    return keep(now, screen, blob, `sound.${extension}`, point);
  }
  try {
    button.stopping = await startRecording();
    button.setAttribute("aria-pressed", "true");
    screen.querySelector('[data-if="is-recording"]').hidden = false;
  } catch {
    screen.querySelector('[data-if="no-sound"]').hidden = false;
  }
  return undefined;
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
    "may-record": canRecord(),
    "is-recording": false,
    "no-sound": false,
    "is-vague": false,
  });
  for (const input of screen.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => input.files[0] && keep(now, screen, input.files[0], input.files[0].name, point));
  }
  const button = screen.querySelector("[data-act=sound]");
  button.addEventListener("click", () => record(now, screen, button, point));
  return screen;
};

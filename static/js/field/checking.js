// 清单: one question a screen, three big buttons, the basis one tap away.
import { from, word } from "./dom.js";
import { now as instant } from "./seal.js";
import { go, write } from "./state.js";

const SIGNS = { pass: "✓", fail: "✕", not_applicable: "–" };

const item = (now, point, place) => {
  const answer = now.section.answers.get(point.pk);
  const sign = answer?.is_conflict ? "▲" : (SIGNS[answer?.outcome] ?? "○");
  const line = from("point", { sign, text: point.text });
  line.querySelector("a").href = `#check/${now.visit.pk}/${place}`;
  return line;
};

const next = (now, place) => {
  const { points, answers } = now.section;
  const later = points.findIndex((point, at) => at > place && !answers.has(point.pk));
  return later < 0 ? points.findIndex((point) => !answers.has(point.pk)) : later;
};

/** One of several answers that disagree. */
const rival = ({ by, outcome, note, at }) =>
  from("line", { text: `${by}：${word(outcome)} ${note}（${new Date(at).toLocaleString("zh-CN")}）` });

const question = (now, place) => {
  const { points, answers, is_recorded } = now.section;
  const point = points[place];
  const answer = answers.get(point.pk);
  const screen = from("question", {
    ...point,
    progress: `${place + 1} / ${points.length}`,
    note: answer?.note,
    offers: point.offers.map((text) => from("line", { text })),
    "has-offers": point.offers.length > 0,
    "is-conflict": answer?.is_conflict,
    rivals: (answer?.rivals ?? []).map(rival),
    "is-open": !is_recorded,
    "has-before": place > 0,
    "has-after": place + 1 < points.length,
    "needs-note": false,
  });
  const note = screen.querySelector("textarea");
  for (const button of screen.querySelectorAll("[data-outcome]")) {
    const { outcome } = button.dataset;
    button.setAttribute("aria-pressed", String(answer?.outcome === outcome));
    button.disabled = is_recorded;
    button.addEventListener("click", async () => {
      if (outcome === "fail" && !note.value.trim()) {
        screen.querySelector('[data-if="needs-note"]').hidden = false;
        return note.focus();
      }
      const seen = { seen: answer?.pk ?? null, seen_key: answer?.device_key ?? null };
      const given = { entry: point.pk, outcome, note: note.value.trim(), ...seen, at: instant() };
      await write(now, "answer", given);
      const after = next({ ...now, section: { ...now.section, answers: new Map([...answers, [point.pk, given]]) } }, place);
      return after < 0 ? go("check", now.visit.pk) : go("check", now.visit.pk, after);
    });
  }
  screen.querySelector("[data-act=before]").addEventListener("click", () => go("check", now.visit.pk, place - 1));
  screen.querySelector("[data-act=after]").addEventListener("click", () => go("check", now.visit.pk, place + 1));
  screen.querySelector("[data-act=photo]").addEventListener("click", () => go("evidence", now.visit.pk, point.pk));
  return screen;
};

const other = (section) =>
  from("other", {
    department: section.department,
    state: section.state_word,
    points: section.points.map((point) => {
      const answer = section.answers.get(point.pk);
      return from("line", { text: `${SIGNS[answer?.outcome] ?? "○"} ${point.text} ${answer?.note ?? ""}` });
    }),
  });

/** Whether today is one of the approved days, as the clock of this phone says. */
const isInTime = ({ starts_on, ends_on }) => {
  const today = new Date().toLocaleDateString("sv"); // 2026-11-24
  return starts_on <= today && today <= ends_on;
};

const overview = (now) => {
  const { points, answers } = now.section;
  const mayCome = isInTime(now.visit);
  const screen = from("points", {
    progress: `${points.filter((point) => answers.has(point.pk)).length} / ${points.length}`,
    points: points.map((point, place) => item(now, point, place)),
    others: now.sections.filter((section) => !section.is_mine).map(other),
    "has-arrived": now.hasArrived,
    "not-arrived": !now.hasArrived && mayCome,
    "is-another-day": !now.hasArrived && !mayCome,
    days: `${now.visit.starts_on} — ${now.visit.ends_on}`,
  });
  screen.querySelector("[data-act=arrive]").addEventListener("click", async () => {
    await write(now, "arrive", { at: instant() });
    go("check", now.visit.pk);
  });
  return screen;
};

export const checking = (now, part) =>
  part === null || !now.hasArrived || !now.section.points[part] ? overview(now) : question(now, part);

// 签字: statement and defence, the account, then everybody's name by finger, or the refusal with its witness.
import { soundNow } from "./audio.js";
import { from, word } from "./dom.js";
import { makePad } from "./pad.js";
import { digestOf } from "./record.js";
import { now as instant } from "./seal.js";
import { go, write } from "./state.js";

const again = (now) => go("sign", now.visit.pk);

const on = (screen, act, work) => screen.querySelector(`[data-act=${act}]`)?.addEventListener("click", work);

const missing = (screen, name, isMissing) => {
  screen.querySelector(`[data-if="${name}"]`).hidden = !isMissing;
  return isMissing;
};

const writing = (now) => {
  const { section } = now;
  const open = section.points.filter((point) => !section.answers.has(point.pk)).length;
  const screen = from("account", {
    account: section.account,
    statements: section.statements.map((one) => from("line", { text: `${one.given_by}：${one.text}` })),
    open,
    "has-open": open > 0,
    "is-unsaid": false,
    "is-vague": false,
    "is-loud": false,
  });
  for (const box of screen.querySelectorAll("[name=techniques]")) box.checked = section.techniques.includes(box.value);
  on(screen, "state", async () => {
    const [given_by, text] = ["given_by", "text"].map((name) => screen.querySelector(`[name=${name}]`).value.trim());
    if (missing(screen, "is-unsaid", !given_by || !text)) return;
    await write(now, "statement", { given_by, text, at: instant() });
    again(now);
  });
  on(screen, "finish", async () => {
    if (missing(screen, "is-loud", Boolean(soundNow()))) return;
    const techniques = [...screen.querySelectorAll("[name=techniques]:checked")].map((box) => box.value);
    const account = screen.querySelector("[name=account]").value.trim();
    if (missing(screen, "is-vague", !techniques.length || !account || open > 0)) return;
    const record_hash = await digestOf(now.visit, { ...section, techniques, account }, section.taker);
    await write(now, "record", { techniques, account, record_hash, at: instant() });
    again(now);
  });
  return screen;
};

/** The hash that was written when the record was finished: here, or on the server. */
const hashOf = (now) => {
  const own = now.rows.filter((row) => row.kind === "record" && row.state !== "refused").at(-1);
  return own?.data.record_hash ?? now.section.record_hash;
};

const sign = async (now, screen, pad, data) => {
  if (missing(screen, "is-bare", pad.isEmpty())) return;
  const image = await pad.image();
  const kind = data.reason === undefined ? "signature" : "refusal";
  await write(now, kind, { ...data, record_hash: hashOf(now), at: instant() }, image, "signature.png");
  again(now);
};

const signer = (now, values, data) => {
  const screen = from("signer", { ...values, "is-bare": false });
  const pad = makePad(screen.querySelector("canvas"));
  on(screen, "clear", pad.clear);
  on(screen, "keep", () => {
    const given = data(screen);
    const isNamed = Object.values(given).every((value) => value !== "");
    if (!missing(screen, "is-bare", !isNamed)) sign(now, screen, pad, given);
  });
  return screen;
};

const named = (screen, name) => screen.querySelector(`[name=${name}]`).value.trim();

const hasSigned = (now, test) => now.section.signatures.some(test);

/** What whoever signs has to read: all that the hash covers, not the account alone. */
const toRead = ({ points, answers, statements, evidence, account }) => ({
  read: account,
  points: points.map((point) => {
    const answer = answers.get(point.pk);
    return from("said-point", { text: point.text, outcome: answer ? word(answer.outcome) : "", note: answer?.note ?? "" });
  }),
  said: statements.map((one) => from("line", { text: `${one.given_by}：${one.text}` })),
  evidence: evidence.map((one) => from("line", { text: `${one.description}（${one.place}）` })),
  "has-said": statements.length > 0,
  "has-evidence": evidence.length > 0,
});

const signatures = (now) => {
  const { section, rows } = now;
  const isRefused = rows.some((row) => row.kind === "refusal" && row.state !== "refused") || hasSigned(now, (one) => one.is_refused);
  const officers = section.officers.filter((one) => !hasSigned(now, (signed) => signed.officer === one.pk));
  const subjectSigned = isRefused || hasSigned(now, (one) => one.role === "subject");
  const pads = officers.map((one) =>
    signer(now, { who: one.name, "asks-name": false, "asks-reason": false, "is-officer": true }, () => ({
      role: "officer",
      name: one.name,
      officer: one.pk,
    })),
  );
  if (!subjectSigned) {
    const asking = { "asks-name": true, "asks-reason": false, "is-officer": false, who: "" };
    pads.push(signer(now, asking, (screen) => ({ role: "subject", name: named(screen, "name"), officer: null })));
  }
  const refusal = signer(now, { "asks-name": false, "asks-reason": true, "is-officer": false, who: "" }, (screen) => ({
    reason: named(screen, "reason"),
    witness: named(screen, "witness"),
  }));
  return from("signing", {
    ...toRead(section),
    hash: hashOf(now).slice(0, 16),
    signed: section.signatures.map((one) => from("line", { text: `✓ ${one.name}` })),
    pads,
    refusal,
    "may-refuse": !subjectSigned && officers.length === 0,
    "is-done": subjectSigned && !isRefused && officers.length === 0,
    "is-refused": isRefused,
  });
};

export const signing = (now) => {
  if (!now.hasArrived) return from("not-arrived");
  return now.section.is_recorded ? signatures(now) : writing(now);
};

// The record as it stands on this phone: what was downloaded, and over it what was written here since.
import { hashOfText } from "./seal.js";

const FIRST_LINK = "0".repeat(64);

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
};

/** The same spelling as inspections/record_seal.py hashes. */
const digest = (value) => hashOfText(JSON.stringify(sorted(value)));

const stands = (row) => row.state !== "refused";

/** The section with the records of this phone laid over it. */
export const sectionNow = (section, rows) => {
  const own = rows.filter((row) => row.section === section.pk && stands(row));
  const of = (kind) => own.filter((row) => row.kind === kind);
  const answers = new Map(section.answers.map((answer) => [answer.entry, answer]));
  for (const row of of("answer")) answers.set(row.data.entry, { ...row.data, device_key: row.device_key });
  const recorded = of("record").at(-1);
  return {
    ...section,
    answers,
    statements: [...section.statements, ...of("statement").map((row) => row.data)],
    evidence: [...section.evidence, ...of("evidence").map((row) => ({ ...row.data, is_waiting: true }))],
    signatures: [...section.signatures, ...of("signature").map((row) => row.data)],
    techniques: recorded?.data.techniques ?? section.techniques,
    account: recorded?.data.account ?? section.account,
    is_recorded: section.state !== "open" || Boolean(recorded),
  };
};

const chained = (before, piece, taker) =>
  digest({
    before,
    description: piece.description,
    place: piece.place,
    sha256: piece.sha256,
    taken_at: `${piece.taken_at.slice(0, 19)}Z`,
    taker,
  });

const chainOf = async (evidence, taker) => {
  const links = [];
  for (const piece of evidence) {
    links.push(piece.chain_hash ?? (await chained(links.at(-1) ?? FIRST_LINK, piece, taker)));
  }
  return links;
};

/** The hash that everyone signs, over the record as it is read to them here. */
export const digestOf = async (visit, section, taker) =>
  digest({
    visit: visit.number,
    department: section.department,
    object: visit.object,
    content: section.content,
    techniques: [...section.techniques].sort(),
    account: section.account,
    officers: section.officers.map((one) => [one.name, one.certificate_number]),
    answers: [...section.answers.values()].sort((a, b) => a.entry - b.entry).map((a) => [a.entry, a.outcome, a.note]),
    statements: section.statements.map((one) => [one.given_by, one.text]),
    evidence: await chainOf(section.evidence, taker),
  });

// Talks to the server. Whoever is signed out gets nothing but the way to the door.
export class SignedOut extends Error {}
export class NotMine extends Error {}
export class Unreachable extends Error {}

const PATIENCE_MS = 60_000;

const ask = async (url, options = {}) => {
  let response;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    response = await fetch(url, { cache: "no-store", redirect: "manual", signal, ...options });
  } catch {
    throw new Unreachable(url);
  }
  if (response.type === "opaqueredirect" || response.status === 403) throw new SignedOut(url);
  if (response.status === 404) throw new NotMine(url);
  if (!response.ok) throw new Unreachable(`${url}: ${response.status}`);
  try {
    return await response.json();
  } catch {
    throw new Unreachable(url);
  }
};

/** {member, name, csrf, visits} of whoever is signed in. */
export const fetchMine = (url) => ask(url);

export const fetchVisit = (url) => ask(url);

/** Sends records with their files; the server's receipts in the same order. */
export const post = async (url, csrf, rows) => {
  const body = new FormData();
  body.append("records", JSON.stringify(rows.map(({ kind, device_key, section, data }) => ({ kind, device_key, section, ...data }))));
  for (const row of rows) if (row.file) body.append(row.device_key, row.file, row.file_name);
  return (await ask(url, { method: "POST", body, headers: { "X-CSRFToken": csrf } })).receipts;
};

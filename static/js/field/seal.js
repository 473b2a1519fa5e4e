// Seals what is taken on the spot: the hash of its bytes, the time of this phone, and where it is, if it may say so.
const LOCATING_MS = 5000;
const PATIENCE_MS = 1500; // what is taken is not kept before: a crash in between would take it

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const hashOf = async (blob) => hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));

export const hashOfText = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

export const now = () => new Date().toISOString();

/** Where the phone is; asked for early, so that the answer is there when something is taken. */
export const locate = () =>
  new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    const options = { enableHighAccuracy: true, timeout: LOCATING_MS, maximumAge: 60_000 };
    return navigator.geolocation.getCurrentPosition((found) => resolve(found.coords), () => resolve(null), options);
  });

const soon = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null))]);

/** {sha256, taken_at, longitude, latitude}; the two are null where the phone does not say. */
export const seal = async (blob) => {
  const taken_at = now();
  const [sha256, coords] = await Promise.all([hashOf(blob), soon(locate())]);
  const { longitude = null, latitude = null } = coords ?? {};
  return { sha256, taken_at, longitude, latitude };
};

// Whether a pass is to be believed, decided in this browser alone. The format is described in inspections/passes.py.
const ALGORITHMS = {
  ES256: { key: { name: "ECDSA", namedCurve: "P-256" }, signature: { name: "ECDSA", hash: "SHA-256" } },
};

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

/** What a payload says, unchecked. */
export const contentOf = async (payload) => {
  const unpacked = new Blob([bytesOf(payload)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const content = await new Response(unpacked).json();
  if (content?.v !== 1) throw new TypeError("another version");
  return content;
};

const isSigned = async (payload, signature, jwk) => {
  const algorithm = ALGORITHMS[jwk.alg];
  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, algorithm.key, false, ["verify"]);
  return crypto.subtle.verify(algorithm.signature, key, signature, new TextEncoder().encode(payload));
};

const outcomeOf = (content, now) => {
  if (now < content.f) return "early";
  return now > content.u ? "expired" : "good";
};

export const canCheck = () => Boolean(globalThis.crypto?.subtle && globalThis.DecompressionStream);

/** {outcome: good | early | expired | forged | unknown | garbled, content}; `now` in seconds since 1970. */
export const check = async (token, keys, now) => {
  const [payload = "", signature = ""] = token.split(".");
  let content;
  let signed;
  try {
    content = await contentOf(payload);
    signed = bytesOf(signature);
  } catch {
    return { outcome: "garbled" };
  }
  const key = keys.find((one) => one.kid === content.k && one.alg in ALGORITHMS);
  if (!key) return { outcome: "unknown" };
  if (!(await isSigned(payload, signed, key))) return { outcome: "forged" };
  return { outcome: outcomeOf(content, now), content };
};

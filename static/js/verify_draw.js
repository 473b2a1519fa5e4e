// Recomputes a published draw in the visitor's own browser: the commitment, the secrets, the seed, and for one company
// that it was in the frozen pool and whether the seed draws it. The same rules as static/verify/verify_draw.py.
(async () => {
  const place = document.querySelector("[data-verify]");
  const source = document.getElementById("proof");
  if (!place || !source || !window.crypto || !crypto.subtle) return;
  const { draw, company } = JSON.parse(source.textContent);
  const list = place.querySelector("[data-checks]");

  const text = (value) => new TextEncoder().encode(value);
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  const hex = (array) => Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));

  // Sorted keys, no blanks: the one way to write a document.
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  };
  const digest = async (document) => hex(await sha256(text(canonical(document))));

  const say = (isGood, word) => {
    const line = document.createElement("li");
    line.className = isGood ? "is-good" : "is-bad";
    line.textContent = `${isGood ? place.dataset.good : place.dataset.bad}：${word}`;
    list.append(line);
  };

  const found = await digest(draw.commitment);
  say(found === draw.commitment_hash, place.dataset.commitment);

  const used = {};
  let areSealed = true;
  for (const one of draw.departments) {
    const sealed = draw.commitment.secrets[one.code];
    used[one.code] = one.secret || sealed;
    if (one.secret) areSealed = areSealed && hex(await sha256(text(one.secret))) === sealed;
  }
  say(areSealed, place.dataset.secrets);

  // What is told of each department's officers or groups is what was committed. Older draws committed to none.
  if (draw.commitment.teams) {
    const told = draw.departments.map((one) => one.pool || null);
    const isTold = draw.departments.every((one) => one.pool && one.pool.department === one.code);
    say(isTold && canonical(told) === canonical(draw.commitment.teams), place.dataset.pools);
  }

  const seed = await digest({ commitment: found, secrets: used, beacon: draw.beacon_value });
  say(seed === draw.seed, place.dataset.seed);

  if (company) {
    const stratum = draw.commitment.strata.find((one) => one.number === company.stratum);
    const leaf = await sha256(join([0], bytes(company.salt), text(company.code)));
    let node = leaf;
    let isSeat = true;
    let [seat, size] = [company.position, stratum.size];
    for (const step of company.steps) {
      const before = seat % 16;
      const after = Math.min(16, size - (seat - before)) - before - 1;
      isSeat = isSeat && size > 1 && step.before.length === before && step.after.length === after;
      const children = [...step.before.map(bytes), node, ...step.after.map(bytes)];
      if (children.length > 1) node = await sha256(join([1], ...children));
      [seat, size] = [Math.floor(seat / 16), Math.ceil(size / 16)];
    }
    say(isSeat && size === 1 && hex(node) === stratum.root, place.dataset.included);

    const block = new DataView(new ArrayBuffer(10));
    block.setUint16(0, company.stratum);
    block.setBigUint64(2, BigInt(Math.floor(company.position / 4)));
    const keys = hex(await sha256(join(bytes(seed), new Uint8Array(block.buffer))));
    const key = keys.slice(16 * (company.position % 4), 16 * (company.position % 4) + 16);
    const limit = draw.limits[String(company.stratum)];
    const isDrawn = limit !== undefined && key <= limit;
    say(isDrawn === company.rank <= stratum.quota, isDrawn ? place.dataset.drawn : place.dataset.spared);
  }
  list.dataset.checked = "true";
})();

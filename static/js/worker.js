// Keeps an app usable without network. The worker that imports this file has set APP, VERSION, ASSETS and PAGES:
// assets come from the cache, pages from the network and, where that fails or dawdles, from the cache.
const CACHE = `${APP}-${VERSION}`;
const PATIENCE_MS = 4000;

const keep = async (request, response) => {
  if (!response.ok || response.redirected) return;
  const cache = await caches.open(CACHE);
  await cache.put(request, response);
};

const fromCache = async (request) => (await caches.open(CACHE)).match(request, { ignoreSearch: true });

const soon = (promise) =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("slow")), PATIENCE_MS);
    promise.then(resolve, reject);
  });

const networkFirst = async (event) => {
  const answer = fetch(event.request);
  event.waitUntil(answer.then((response) => keep(event.request.url, response.clone())).catch(() => {}));
  const kept = await fromCache(event.request.url);
  if (!kept) return answer.then((response) => response.clone());
  return soon(answer.then((response) => response.clone())).catch(() => kept);
};

const cacheFirst = async (request) => (await fromCache(request.url)) ?? fetch(request);

self.addEventListener("install", (event) => {
  const wanted = [...ASSETS, ...PAGES].map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(`${APP}-`) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (PAGES.includes(pathname)) event.respondWith(networkFirst(event));
  else if (ASSETS.includes(pathname)) event.respondWith(cacheFirst(event.request));
});

// Keeps the whole built shell on the device, so that it starts with no network. The files of one
// build stand in one cache named after their hash: a page never sees files of two builds. A new build
// is fetched in the background and waits until a page says it may take over (core/update.ts).

declare const self: ServiceWorkerGlobalScope & {
  /** Filled in by the build (vite/precache.ts). */
  readonly __PRECACHE__: { readonly version: string; readonly files: readonly PrecachedFile[] };
};

interface PrecachedFile {
  readonly url: string;
  readonly hash: string;
}

const { version, files } = self.__PRECACHE__;
const CACHE_PREFIX = 'shell-';
const CACHE_NAME = CACHE_PREFIX + version;
const HASH_HEADER = 'x-precache-hash';
const known = new Set(files.map(({ url }) => url));

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(removeOldCaches().then(() => self.clients.claim())));
self.addEventListener('message', ({ data }) => {
  if (data === 'activate') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const path = cachedPath(event.request);
  if (path !== null) event.respondWith(fromCache(path, event.request));
});

async function install(): Promise<void> {
  const cache = await caches.open(CACHE_NAME);
  await Promise.all(files.map((file) => store(cache, file)));
}

/** Takes a file from the running build when it did not change, else from the network, past its cache. */
async function store(cache: Cache, { url, hash }: PrecachedFile): Promise<void> {
  const old = await caches.match(url);
  if (old?.headers.get(HASH_HEADER) === hash) return cache.put(url, old);
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const headers = new Headers(response.headers);
  headers.set(HASH_HEADER, hash);
  await cache.put(url, new Response(response.body, { headers }));
}

async function removeOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE_NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The path under which a request is kept, or null when it is the network's: the hub's API above all. */
function cachedPath(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return null;
  if (pathname === '/' && request.mode === 'navigate') return '/index.html';
  return known.has(pathname) ? pathname : null;
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE_NAME);
  return (await cache.match(path)) ?? fetch(request);
}

export {};

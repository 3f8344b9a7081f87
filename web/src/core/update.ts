const CHECK_EVERY_MS = 60 * 60 * 1000;

/**
 * Installs the service worker, which makes the shell start with no network. `onUpdate` is called when
 * a new build is complete on this device; call what it gets when a reload disturbs nobody (an open
 * cart survives: it lives in the core). All tabs then reload into the new build.
 */
export async function keepUpdated(onUpdate: (apply: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const container = navigator.serviceWorker;
  let controlled = container.controller !== null; // the first installation replaces nothing
  const registration = await container.register('/service_worker.js');

  const offer = (worker: ServiceWorker): void => onUpdate(() => worker.postMessage('activate'));
  if (registration.waiting !== null && controlled) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container.controller !== null) offer(installing);
    });
  });
  container.addEventListener('controllerchange', () => {
    if (controlled) location.reload();
    controlled = true;
  });

  const check = (): void => void registration.update().catch(() => {}); // offline: the next check finds it
  setInterval(check, CHECK_EVERY_MS);
  addEventListener('online', check);
}

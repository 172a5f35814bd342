/** Brings the new version of this page. It is opened anew only once all of it is on the phone, so that it opens without signal too. */

/** Milliseconds: the new worker takes over in a moment, and what it keeps is there before. */
const MOST_MS = 5_000;

/**
 * @param scope  of the page's service worker; undefined for a page that has none
 * @throws where the new version cannot be fetched now: nothing has changed then
 */
export async function openNewVersion(scope: string | undefined, reload = (): void => location.reload()): Promise<void> {
  const registration = scope === undefined ? undefined : await navigator.serviceWorker?.getRegistration(scope);
  if (registration !== undefined && new URL(registration.scope).pathname === scope) await takeOver(registration);
  reload();
}

async function takeOver(registration: ServiceWorkerRegistration): Promise<void> {
  await registration.update();
  const fresh = registration.installing ?? registration.waiting;
  if (fresh === null) return; // it is in charge already
  await installed(fresh);
  const inCharge = new Promise<void>((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
    setTimeout(done, MOST_MS);
  });
  fresh.postMessage({ type: 'SKIP_WAITING' });
  await inCharge;
}

function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((done, fail) => {
    const look = (): void => {
      if (worker.state === 'redundant') fail(new Error('the new version did not come whole'));
      else if (worker.state !== 'installing') done();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

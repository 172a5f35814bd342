/**
 * Takes from this phone all that the rider's page left on it. What stays: the language, that the first pictures were shown, the pages and voices kept for opening without signal, and
 * what the driver's page and the console keep on the same origin - facts a driver could not send yet are not a rider's to throw away.
 */
const OURS_TO_KEEP = /^(language|seen|leaving)$|^(driver\.|console-)/;
const OTHERS_DATABASE = 'passaggio-driver';
/** Pages and voices: the same for everybody. */
const NOBODYS_CACHE = /^(workbox-precache|passaggio-clips)/;

/** At once. Until the server has ended the session, that it is to end stays too (`leaving`). */
export function wipeStorage(): void {
  for (const open of [() => localStorage, () => sessionStorage]) {
    try {
      const storage = open();
      for (const key of Object.keys(storage)) if (!OURS_TO_KEEP.test(key)) storage.removeItem(key);
    } catch {
      continue; // a forbidden storage holds nothing
    }
  }
}

/** A database or cache that cannot be read is left to the browser. */
export async function wipe(): Promise<void> {
  wipeStorage();
  await Promise.allSettled([wipeDatabases(), wipeCaches()]);
}

async function wipeDatabases(): Promise<void> {
  const found = (await indexedDB.databases()).flatMap(({ name }) => (name === undefined || name === OTHERS_DATABASE ? [] : [name]));
  await Promise.all(found.map(drop));
}

/** One that another tab holds open goes when that tab lets go. */
function drop(name: string): Promise<void> {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => done());
  });
}

async function wipeCaches(): Promise<void> {
  const found = (await caches.keys()).filter((name) => !NOBODYS_CACHE.test(name));
  await Promise.all(found.map((name) => caches.delete(name)));
}

/** Puts the store together with what a browser gives: disk, clocks, locks, other tabs, signal. */
import { openSocket } from '@passaggio/ui';
import { call } from '../lib/api.ts';
import { NotOpened, openDatabase } from '../offline/database.ts';
import { browserClocks, TimeKeeper } from '../offline/timeKeeper.ts';
import { DriverStore } from './driverStore.ts';

/** Runs published while the app lies open are found by asking: no stream names them before. */
const LOOK_FOR_RUNS = 120_000;

/** `storage`: this phone keeps nothing. The others: see `NotOpened`. */
export type NotOpen = 'storage' | NotOpened['why'];

/**
 * @param outdated  called when a later release in another tab has taken the database over: this page can record nothing any more
 * @returns why it cannot be opened by this page
 */
export async function openDriver(outdated: () => void): Promise<{ store: DriverStore; time: TimeKeeper } | NotOpen> {
  void navigator.storage?.persist?.().catch(() => false);
  const name = 'passaggio-driver';
  const isCleared = () => location.reload(); // what the server has is there again after a new sign-in
  const newId = (): string => crypto.randomUUID();
  const db = await openDatabase(name, newId, { cleared: isCleared, outdated }).catch((cause: unknown) => (cause instanceof NotOpened ? cause.why : 'storage'));
  if (typeof db === 'string') return db;
  const ahead = await db.get('notes', 'ahead');
  const time = new TimeKeeper(browserClocks, crypto.randomUUID(), typeof ahead === 'number' ? ahead : null, (learnt) => void db.put('notes', learnt, 'ahead'));
  const tabs = new BroadcastChannel(name);
  const store = await DriverStore.open({
    db,
    call,
    time,
    open: openSocket,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    newId,
    alone: (work) => navigator.locks.request('passaggio-facts', work),
    tell: () => tabs.postMessage('changed'),
  });
  tabs.addEventListener('message', () => void store.reread());
  const wake = (): void => {
    if (document.visibilityState === 'visible') void store.refresh();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  setInterval(wake, LOOK_FOR_RUNS);
  void store.refresh();
  return { store, time };
}

/** Puts the store together with what a browser gives: disk, clocks, locks, other tabs, signal. */
import { openSocket } from '@passaggio/ui';
import { call } from '../lib/api.ts';
import { openDatabase } from '../offline/database.ts';
import { browserClocks, TimeKeeper } from '../offline/timeKeeper.ts';
import { DriverStore } from './driverStore.ts';

/** Runs published while the app lies open are found by asking: no stream names them before. */
const LOOK_FOR_RUNS = 120_000;

export async function openDriver(): Promise<{ store: DriverStore; time: TimeKeeper }> {
  void navigator.storage?.persist?.().catch(() => false);
  const db = await openDatabase('passaggio-driver', () => crypto.randomUUID());
  const ahead = await db.get('notes', 'ahead');
  const time = new TimeKeeper(browserClocks, crypto.randomUUID(), typeof ahead === 'number' ? ahead : null, (learnt) => void db.put('notes', learnt, 'ahead'));
  const tabs = new BroadcastChannel('passaggio-driver');
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

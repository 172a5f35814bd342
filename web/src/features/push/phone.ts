/** News to this phone with the app closed: asked for, taken back. Says nothing of a person to anybody but our own server. */
import type { PutPush } from '@passaggio/contracts';
import type { Written } from '@passaggio/ui';
import { call } from '../../lib/rider/api.ts';

const KEY = 'push';

/** What the rider said: once, and for good. `details`: yes, and place and time may stand on the lock screen. */
const said = {
  read: (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return 'no'; // what cannot be kept would be asked again and again
    }
  },
  write: (answer: 'yes' | 'details' | 'no' | null): void => {
    try {
      if (answer === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, answer);
    } catch {
      return;
    }
  },
};

export const push = {
  /** Whether it may be asked: this phone can, and nobody has answered yet. */
  askable: (): boolean => 'PushManager' in window && 'serviceWorker' in navigator && Notification.permission !== 'denied' && said.read() === null,
  decline: (): void => said.write('no'),
  /**
   * Asks the phone, then tells the server.
   *
   * @param details  place and time may stand on the lock screen
   * @returns false where the phone or its owner said no, which is final
   * @throws where the server did not answer: it may be asked again
   */
  async accept(language: Written, details: boolean): Promise<boolean> {
    if ((await Notification.requestPermission()) !== 'granted') {
      said.write('no');
      return false;
    }
    const { key } = await call('pushKey', {});
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe(); // whoever had this phone before
    await tell(await subscribe(pushManager, key), language, details);
    return true;
  },
  /**
   * At opening, where the rider said yes and the phone still allows it: a browser drops subscriptions and moves them to other addresses, the
   * server may have another key by now, and with an ended session it has forgotten this phone.
   *
   * @returns whether the server was told
   * @throws where the server did not answer: the next opening does it
   */
  async renew(language: Written): Promise<boolean> {
    const answer = said.read();
    if ((answer !== 'yes' && answer !== 'details') || !('PushManager' in window) || Notification.permission !== 'granted') return false;
    const { key } = await call('pushKey', {});
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    const isOurs = before !== null && isMadeFor(before, key);
    if (!isOurs) await before?.unsubscribe();
    await tell(isOurs ? before : await subscribe(pushManager, key), language, answer === 'details');
    return true;
  },
};

const subscribe = (manager: PushManager, key: string): Promise<PushSubscription> => manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });

async function tell(subscription: PushSubscription, language: Written, details: boolean): Promise<void> {
  await call('putPush', { body: bodyOf(subscription, language, details) });
  said.write(details ? 'details' : 'yes');
}

/** @param key  base64url */
function isMadeFor({ options }: PushSubscription, key: string): boolean {
  const { applicationServerKey: bytes } = options;
  if (bytes === null) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key.replace(/=+$/, '');
}

/**
 * Takes back all that a rider's session left in the service worker: subscription and news on the lock screen. For signing out, above all on a
 * borrowed phone (the server's side ends with the session). The caches hold our pages alone, nothing of a person.
 */
export async function forgetPush(): Promise<void> {
  said.write(null);
  const registration = await navigator.serviceWorker?.getRegistration('/');
  for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

function bodyOf(subscription: PushSubscription, language: Written, details: boolean): PutPush {
  const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {};
  return { endpoint: subscription.endpoint, p256dh, auth, language, details };
}

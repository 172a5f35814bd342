/** News to this phone with the app closed: asked for, taken back. Says nothing of a person to anybody but our own server. */
import type { PutPush } from '@passaggio/contracts';
import type { Written } from '@passaggio/ui';
import { call } from '../../lib/rider/api.ts';

const KEY = 'push';

/** What the rider said: once, and for good. */
const said = {
  read: (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return 'no'; // what cannot be kept would be asked again and again
    }
  },
  write: (answer: 'yes' | 'no' | null): void => {
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
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await call('putPush', { body: bodyOf(subscription, language, details) });
    said.write('yes');
    return true;
  },
};

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

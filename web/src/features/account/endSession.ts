import { ProblemError, remedyOf } from '@passaggio/contracts';
import { call } from '../../lib/rider/api.ts';
import { preferences } from '../../lib/rider/preferences.ts';
import { wipe, wipeStorage } from '../../lib/rider/wipe.ts';
import { forgetPush } from '../push/phone.ts';

/** Wipes this phone, then ends the session on the server. Without signal it is ended before anything is shown again. */
export async function endSession(): Promise<void> {
  preferences.setLeaving(true);
  await wipe();
  await forgetPush().catch(() => undefined); // what stays is ended by the server with the session
  try {
    await call('riderSignOut', { query: preferences.leavingMine() ? { phone: 'mine' } : {} });
    preferences.setLeaving(false);
  } catch (error) {
    if (error instanceof ProblemError && remedyOf(error.problem) === 'sign-in') preferences.setLeaving(false);
    else throw error;
  }
}

/**
 * For the next person on a borrowed phone: a new page in the place of this one, which has nothing of it in its memory or behind its Back, and
 * ends the session before it shows anything.
 */
export function startAnew(): void {
  if (preferences.mine()) return startOwn();
  preferences.setLeaving(true);
  wipeStorage();
  window.location.replace('/');
}

/** Somebody has signed in on another page since, on a phone of their own: all that is left here is this page. */
function startOwn(): void {
  try {
    sessionStorage.clear();
  } catch {
    // a forbidden storage is empty
  }
  window.location.replace('/');
}

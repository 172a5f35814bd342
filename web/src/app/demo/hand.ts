/** The driver's phone keeps in itself who drives, so number and PIN are typed there, as a hand would. */
import type { DemoLogin } from '@passaggio/contracts';

const KEY_MS = 60;

let isTyping = false;

/** Types what the sign-in screen asks for; does nothing on any other. */
export async function typeLogin(frame: HTMLIFrameElement | null, { number, pin }: DemoLogin): Promise<void> {
  const page = frame?.contentDocument;
  const screen = page?.querySelector('[data-screen^="sign-in"]')?.getAttribute('data-screen');
  if (isTyping || page === null || page === undefined || screen === null || screen === undefined) return;
  isTyping = true;
  for (const key of [...(screen === 'sign-in-pin' ? pin : number), 'Enter']) {
    page.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, KEY_MS)); // each key is drawn before the next
  }
  isTyping = false;
}

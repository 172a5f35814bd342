/** What a QR code says: a boarding code on a rider's phone, or the token of a printed card. */
import type { RunKeys } from '@passaggio/contracts';

export type Scanned = { readonly is: 'code'; readonly code: string } | { readonly is: 'card'; readonly token: string } | { readonly is: 'other' };

/** A card's token may stand behind the language of its holder, e.g. `wo:TOKEN`. */
export function readScanned(text: string): Scanned {
  const code = /^passaggio:code:(\d{4})$/i.exec(text)?.[1];
  if (code !== undefined) return { is: 'code', code };
  const token = /(?:^|[:/ #=])([A-Za-z0-9_-]{22})$/.exec(text)?.[1];
  return token === undefined ? { is: 'other' } : { is: 'card', token };
}

/** @returns the boarding code of a card's holder, undefined where no run of this device knows it */
export async function codeOfCard(token: string, keys: readonly RunKeys[]): Promise<string | undefined> {
  const plain = await sha256(token);
  for (const { salt, people } of keys) {
    const hash = (await sha256(`${salt} ${plain}`)).slice(0, 32);
    const found = people.find(({ cards }) => cards.includes(hash));
    if (found !== undefined) return found.code;
  }
  return undefined;
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

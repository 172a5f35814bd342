/** A plain client over HTTP with cookies of its own, which asks for the product's address at each call. */
import { client, type Call } from '@passaggio/contracts';

/** Milliseconds after which a client gives up; the server may go on. */
const PATIENCE = 8_000;

export function openPhone(origin: () => string): Call {
  const cookies = new Map<string, string>();
  return client(async (path, init) => {
    const response = await fetch(origin() + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), origin: origin(), cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      signal: AbortSignal.timeout(PATIENCE),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';', 1)[0]!.split('=');
      cookies.set(name!, value!);
    }
    return response;
  });
}

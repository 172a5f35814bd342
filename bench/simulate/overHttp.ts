/** A simulated day over HTTP, listened to: what phones and product say to each other, and what the product logs meanwhile. */
import { pino } from 'pino';
import { client, type Call } from '@passaggio/contracts';
import type { Ports, Product } from '../../server/src/compose.ts';

export interface Listener {
  /** A line of the product's log, at level trace. */
  readonly logged: (line: string) => void;
  /** JSON that was sent or answered, and cookies that were set. */
  readonly said: (json: string, cookies: readonly string[]) => void;
}

/** @param fault  told of what is logged as one */
export function listenedLog({ logged }: Listener, fault: (words: string) => void): Ports['log'] {
  const write = (line: string): void => {
    logged(line);
    if ((JSON.parse(line) as { readonly level: number }).level >= pino.levels.values['error']!) fault(line);
  };
  return pino({ level: 'trace' }, { write });
}

/** Listens on a port once for each product: after a restart there is a new one. */
export function phonesOverHttp(any: () => Product, { said }: Listener): () => Call {
  const origins = new WeakMap<Product, Promise<string>>();
  const originOf = (product: Product): Promise<string> => {
    const known = origins.get(product) ?? product.listen(0, '127.0.0.1');
    origins.set(product, known);
    return known;
  };
  return () => {
    const cookies = new Map<string, string>();
    return client(async (path, init) => {
      const origin = await originOf(any());
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(origin + path, { ...init, headers: { origin, cookie, ...(init.headers as Record<string, string>) } });
      const set = response.headers.getSetCookie().map((one) => one.split(';')[0]!);
      for (const one of set) cookies.set(one.split('=')[0]!, one.split('=')[1] ?? '');
      if (typeof init.body === 'string') said(init.body, []);
      said(await response.clone().text(), set);
      return response;
    });
  };
}

/** Whether a request comes from our own pages. Cookies are sent along by any page, and with an address that is typed: what uses a session, writes and sockets need this besides. */

export interface FromWhere {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

/**
 * Browsers send both where they can, and then both must agree: `Sec-Fetch-Site` also tells http from https. Our proxy must keep `Host`. A read carries no
 * `Origin`: there the browser's `Sec-Fetch-Site` alone tells a page of ours from an address that somebody typed (`none`).
 */
export function isOwnOrigin({ origin, fetchSite, host }: FromWhere): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false;
  if (origin === undefined) return fetchSite !== undefined;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

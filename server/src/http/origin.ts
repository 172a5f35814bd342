/** Whether a request comes from our own pages. Cookies are sent along by any page; writes and sockets need this besides. */

export interface FromWhere {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

export function isOwnOrigin({ origin, fetchSite, host }: FromWhere): boolean {
  if (origin !== undefined) return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  return fetchSite === 'same-origin';
}

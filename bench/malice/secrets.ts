/** What people must not be known by from a log: gathered from what they said and were told, then looked for. */

export interface Secrets {
  /** Numbers, tokens, names: anywhere in a line. */
  readonly texts: ReadonlySet<string>;
  /** PINs and boarding codes: four digits that stand alone. */
  readonly digits: ReadonlySet<string>;
}

/** Fields that carry them, in whatever is sent or answered. */
const TEXTS = new Set(['number', 'rider', 'card', 'name', 'poleName', 'licence', 'account', 'note']);
const DIGITS = new Set(['pin', 'code']);
/** Shorter ones are words of the trade. */
const SHORTEST = 5;

export function openSecrets(): Secrets & { add(json: string, cookies: readonly string[]): void } {
  const [texts, digits] = [new Set<string>(), new Set<string>()];
  const walk = (value: unknown, field: string): void => {
    if (typeof value === 'string') {
      if (DIGITS.has(field) && /^\d{4}$/.test(value)) digits.add(value);
      if (TEXTS.has(field) && value.length >= SHORTEST) texts.add(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, field);
    else if (typeof value === 'object' && value !== null) for (const [name, one] of Object.entries(value)) walk(one, name);
  };
  return {
    texts,
    digits,
    add(json, cookies) {
      walk(JSON.parse(json), '');
      for (const cookie of cookies) {
        const token = cookie.split('=')[1] ?? '';
        if (token !== '') texts.add(token);
      }
    },
  };
}

/** What the log's own fields hold: times, process, random ids; none of it is anybody's. */
const OWN = new Set(['time', 'pid', 'hostname', 'request', 'level', 'ms', 'status']);
const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Lines that tell a secret. */
export function leaksIn(lines: readonly string[], { texts, digits }: Secrets): string[] {
  return lines.filter((line) => {
    const said = Object.entries(JSON.parse(line) as object).filter(([field]) => !OWN.has(field));
    const text = JSON.stringify(said).replaceAll(DATE, '');
    if (text.match(/(?<!\d)\d{4}(?!\d)/g)?.some((four) => digits.has(four)) === true) return true;
    for (const secret of texts) if (text.includes(secret)) return true;
    return false;
  });
}

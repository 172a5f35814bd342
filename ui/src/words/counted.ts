type Cases = { readonly [name: string]: unknown };

/**
 * A compiled message with each plural as two choices, first by the number itself, then by its kind under the name `n:`: `{n, plural, =0 {today} other {in #
 * nights}}` becomes `{n, select, 0 {today} other {{n:, select, other {in {n} nights}}}}`. For every plural lingui makes a format of numbers, whatever is said,
 * and the first one takes a cheap phone 100 ms while it waits for its ride. A plural with an offset stays as it is.
 */
export function counted(message: unknown): unknown {
  return Array.isArray(message) ? message.map((token: unknown) => (Array.isArray(token) ? chosen(token) : token)) : message;
}

/** @param token  `[name, kind, cases]`, or a placeholder */
function chosen(token: readonly unknown[]): unknown {
  const [name, kind, cases] = token as readonly [string, string?, Cases?];
  if (kind !== 'plural' || cases === undefined || Number(cases['offset'] ?? 0) !== 0) return token;
  const texts = Object.entries(cases)
    .filter(([of]) => of !== 'offset')
    .map(([of, text]) => [of, withNumber(text, name)] as const);
  const isExact = ([of]: readonly [string, unknown]) => /^\d+$/.test(of);
  const byKind = Object.fromEntries(texts.filter((one) => !isExact(one)));
  return [name, 'select', { ...Object.fromEntries(texts.filter(isExact)), other: [[`${name}:`, 'select', byKind]] }];
}

const withNumber = (text: unknown, name: string): unknown =>
  Array.isArray(text) ? text.map((token: unknown) => (token === '#' ? [name] : token)) : text === '#' ? [[name]] : text;

/** @returns the values, and the kind of each number under `n:`. @param rules  of the language */
export function withKinds(values: { readonly [name: string]: string | number }, rules: () => Intl.PluralRules): { [name: string]: string | number } {
  const kinds = Object.entries(values).flatMap(([name, value]) => (typeof value === 'number' ? [[`${name}:`, rules().select(value)] as const] : []));
  return { ...values, ...Object.fromEntries(kinds) };
}

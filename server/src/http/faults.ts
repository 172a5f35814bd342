/** Faults as the log may hold them. Their messages are often made by libraries and quote what they were given. */

/** Name, message without figures and tokens that could be somebody's, and where it happened. */
export function faultLine(fault: unknown): string {
  if (!(fault instanceof Error)) return withoutSecrets(String(fault));
  const stack = fault.stack ?? '';
  const frames = stack
    .slice(stack.indexOf('\n    at ') + 1)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim());
  const cause = fault.cause === undefined ? [] : [`because of ${faultLine(fault.cause)}`];
  return [`${fault.name}: ${withoutSecrets(fault.message)}`, ...frames, ...cause].join(' | ');
}

/** PINs, codes and numbers have 4 digits or more, tokens and hashes 16 characters or more. */
function withoutSecrets(text: string): string {
  return text
    .replaceAll(/[\w$+/=-]{16,}/g, (word) => (/\d/.test(word) || word.length >= 32 ? '~' : word))
    .replaceAll(/\d{4,}/g, '#')
    .slice(0, 500);
}

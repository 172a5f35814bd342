/** A fault put into the product on purpose: the promise that it removes, and the command that must notice. */

/** Replaces `find`, which must be in the file exactly once. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** One test by its full or partial name, or a short simulated day in which the judge must see the promise broken. */
export type Command = { readonly test: string; readonly named: string } | { readonly simulate: readonly string[]; readonly breaks: string };

export interface Mutant extends Patch {
  /** Says what the product does once it is applied. */
  readonly name: string;
  /** P1-P12 of GLOSSARY.md, ST1-ST8 of docs/store.md, or in words. */
  readonly promise: string;
  readonly command: Command;
}

/** @throws where the patch does not apply exactly once: found and expected */
export function patched(text: string, { file, find, replace }: Patch): string {
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${file}: found ${places} places for the patch, expected exactly one: ${find}`);
  if (find === replace) throw new Error(`${file}: the patch changes nothing`);
  return text.replace(find, () => replace);
}

export function wordsOf(command: Command): string {
  return 'test' in command ? `${command.test}: ${command.named}` : `simulate ${command.simulate.join(' ')}: ${command.breaks} broken`;
}

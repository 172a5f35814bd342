/** The two pseudo-languages for tests, made from Italian at run time. Digits, placeholders and punctuation stay. */
import type { PseudoCode } from '../language/languages.ts';
import type { Catalogue } from './catalogue.ts';

const BLOCK = '\u2588';
const accents: { readonly [letter: string]: string } = { a: 'à', e: 'ë', i: 'î', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', A: 'Å', E: 'Ê', I: 'Ï', O: 'Ø', U: 'Û' };

const blocked = (text: string): string => text.normalize('NFC').replace(/\p{L}\p{M}*/gu, BLOCK);

/** Letters accented, and each word longer: 40 % over the whole. */
function longer(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const accented = [...word].map((letter) => accents[letter] ?? letter).join('');
    return accented + [...accented].slice(-Math.ceil(word.length * 0.4)).join('');
  });
}

const change: { readonly [code in PseudoCode]: (text: string) => string } = { zz: blocked, xl: longer };

/** @param catalogue  Italian, compiled */
export function pseudoWords(code: PseudoCode, catalogue: Catalogue): Catalogue {
  return Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, messageIn(message, change[code])])) as Catalogue;
}

/** A message is text or tokens; a token is text or `[name, kind, cases]`, where a case is a message. */
function messageIn(message: unknown, to: (text: string) => string): unknown {
  if (typeof message === 'string') return to(message);
  return Array.isArray(message) ? message.map((token: unknown) => (typeof token === 'string' ? to(token) : tokenIn(token, to))) : message;
}

function tokenIn(token: unknown, to: (text: string) => string): unknown {
  if (!Array.isArray(token) || typeof token[2] !== 'object') return token;
  const cases = Object.entries(token[2] as object).map(([name, one]) => [name, messageIn(one, to)]);
  return [token[0], token[1], Object.fromEntries(cases)];
}

/**
 * Shows every letter of the page as a block, whoever wrote it: names from the server, dates of Intl.
 * @returns  ends it
 */
export function blockPage(): () => void {
  const block = (node: Node): void => {
    if (node instanceof Text) {
      const text = blocked(node.data);
      if (text !== node.data) node.data = text;
    }
    node.childNodes.forEach(block);
  };
  block(document.body);
  const watch = new MutationObserver((changes) =>
    changes.forEach(({ target, addedNodes }) => (addedNodes.length > 0 ? addedNodes.forEach(block) : block(target))),
  );
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  return () => watch.disconnect();
}

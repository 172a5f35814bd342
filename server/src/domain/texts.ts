/** What people type and others are shown: a name that cannot be seen, or that turns the words around it, misleads whoever reads it. */

/** Controls, line ends, halves of characters, what no font has, and all that is drawn as nothing, the empty cell of Braille too. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Letters of Urdu and other scripts are joined or kept apart by these: within a word they are spelling. */
const SPELLING = /(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L})/gu;
/** More marks on one letter than any language has run over the lines beside it. */
const HEAP = /\p{M}{5}/u;

/** What is wrong with a name as others read it; undefined where nothing is. */
export function faultOfName(name: string): string | undefined {
  const hidden = HIDDEN.exec(name.replace(SPELLING, ''))?.[0];
  if (hidden !== undefined) return `has the character U+${hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}, which nobody sees`;
  if (!/[\p{L}\p{N}]/u.test(name)) return 'is empty, expected letters or digits';
  if (/^\s|\s$/u.test(name)) return 'begins or ends with a blank';
  if (/^\p{M}/u.test(name) || HEAP.test(name)) return 'has marks that stand on no letter, or too many on one';
  return undefined;
}

/** A telephone number that can be dialled: the form allows blanks alone. */
export const faultOfTelephone = (number: string): string | undefined => ((number.match(/\d/g)?.length ?? 0) < 3 ? 'has less than three digits' : undefined);

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * A note as it is kept: in one line, and without what would turn round the words beside it. Nothing is refused, since a note comes with
 * something that must be done.
 */
export const plainNote = (note: string): string => note.replace(TURNING, '').replace(BREAKING, ' ').trim();

/** The scale of a map: a bar of a round length. Pure. */

/** The bar is not longer, in px. */
const LONGEST = 96;

/** @param metres  of one px */
export function scaleOf(metres: number): { readonly px: number; readonly words: string } {
  const most = LONGEST * metres;
  const power = 10 ** Math.floor(Math.log10(most));
  const round = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  return { px: Math.round(round / metres), words: round >= 1000 ? `${round / 1000} km` : `${round} m` };
}

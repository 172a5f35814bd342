/** Whether a text in this phone's storage is what this very release wrote there: such a one need not be looked through again. */

/** The page's own script: its name changes with everything in it, and with all that it brings later. */
const RELEASE = import.meta.url;

export const sealOf = (text: string): string => `${sum(text)} ${RELEASE}`;

export const isSealed = (text: string, seal: string | null): boolean => seal === sealOf(text);

/** FNV-1a over UTF-16 units, and the length: against damage, not against anybody who writes on purpose. */
function sum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(36)}.${text.length}`;
}

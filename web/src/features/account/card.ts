/** What the QR of a printed card says: our address, and behind `#` the language of its holder and the card's token. */
import type { CardToken } from '@passaggio/contracts';
import { isLanguage, type LanguageCode } from '@passaggio/ui';

export interface Card {
  readonly token: CardToken;
  readonly language: LanguageCode | undefined;
}

/** @param text  e.g. `#fr:AbCdEfGhIjKlMnOpQrSt_-`, or an address that ends so; what is behind `#` is sent to nobody */
export function readCard(text: string): Card | undefined {
  const [, language, token] = /(?:^|[#:/ ])(?:([a-z]{2,3}):)?([A-Za-z0-9_-]{22})$/.exec(text) ?? [];
  return token === undefined ? undefined : { token: token as CardToken, language: isLanguage(language) ? language : undefined };
}

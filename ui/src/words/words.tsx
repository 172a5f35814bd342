/**
 * Words from ICU catalogues with explicit keys, formatted by lingui. Each app adds its own catalogue to the shared one; a
 * sentence is one message with placeholders, never glued.
 */
import { setupI18n, type Messages } from '@lingui/core';
import { createContext, Fragment, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { getLanguage, isPseudo, spoken, type LanguageCode, type Written } from '../language/languages.ts';
import type { Catalogue } from './catalogue.ts';
import { counted, withKinds } from './counted.ts';
import type shared from './it.json';

export type SharedKey = keyof typeof shared;
export type Values = { readonly [name: string]: string | number };
export type Nodes = { readonly [name: string]: ReactNode };
export interface Words<K extends string> {
  /** A message as plain text: labels, titles. */
  t(key: K, values?: Values): string;
  /** A message with elements in its placeholders, e.g. a Clock. */
  rich(key: K, nodes: Nodes): ReactNode;
  readonly language: LanguageCode;
  /** What Intl is asked for. */
  readonly locale: Written;
}

const loaders: { readonly [code in Written]: () => Promise<{ default: Messages }> } = {
  it: () => import('./it.json'),
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
  ar: () => import('./ar.json'),
  ur: () => import('./ur.json'),
};

/** @param own  the app's own catalogues */
export async function loadWords(language: LanguageCode, own: { readonly [code in Written]: () => Promise<{ default: Messages }> }): Promise<Catalogue> {
  const code = spoken(language);
  const [common, app] = await Promise.all([loaders[code](), own[code]()]);
  const catalogue = { ...common.default, ...app.default };
  return isPseudo(language) ? (await import('./pseudo.ts')).pseudoWords(language, catalogue) : catalogue;
}

const Context = createContext<Words<string> | undefined>(undefined);

const MARK = '\u0001';

/** Digits stay Latin in every language: numbers are shown as they are. */
export function makeWords(language: LanguageCode, catalogue: Catalogue): Words<string> {
  const locale = spoken(language);
  const messages = Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, counted(message)])) as Catalogue;
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  let rules: Intl.PluralRules | undefined;
  const t = (key: string, values: Values = {}): string =>
    i18n._(
      key,
      withKinds(values, () => (rules ??= new Intl.PluralRules(locale))),
    );
  const rich = (key: string, nodes: Nodes): ReactNode => {
    const marks = Object.fromEntries(Object.keys(nodes).map((name) => [name, `${MARK}${name}${MARK}`]));
    return t(key, marks)
      .split(MARK)
      .map((piece, i) => <Fragment key={i}>{i % 2 === 1 ? nodes[piece] : piece}</Fragment>);
  };
  return { t, rich, language, locale };
}

/** Also sets `lang` and `dir` on the root: what is shown, not what was wished for. */
export function WordsProvider({
  language,
  catalogue,
  children,
}: {
  readonly language: LanguageCode;
  readonly catalogue: Catalogue;
  readonly children: ReactNode;
}) {
  const words = useMemo(() => makeWords(language, catalogue), [language, catalogue]);
  useEffect(() => {
    document.documentElement.lang = words.locale;
    document.documentElement.dir = getLanguage(words.locale).dir;
    if (language === 'zz') return blockPage();
    return undefined;
  }, [words, language]);
  return <Context value={words}>{children}</Context>;
}

/** Names that come from the server too, and what has no key. */
function blockPage(): () => void {
  let stop: (() => void) | undefined;
  let isOver = false;
  void import('./pseudo.ts').then((pseudo) => {
    if (!isOver) stop = pseudo.blockPage();
  });
  return () => {
    isOver = true;
    stop?.();
  };
}

/** @typeParam K  the app's own keys; the shared ones are always there */
export function useWords<K extends string = SharedKey>(): Words<K | SharedKey> {
  const words = useContext(Context);
  if (words === undefined) throw new Error('no words here: expected a WordsProvider above');
  return words;
}

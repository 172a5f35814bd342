import { signs } from '@passaggio/ui';
import { checkWords } from '@passaggio/ui/check-words';
import { expect, test } from 'vitest';
import ar from './words/ar.json';
import en from './words/en.json';
import fr from './words/fr.json';
import it from './words/it.json';
import ur from './words/ur.json';

test('the rider’s words are complete, used and alike in five languages', () => {
  const sources = ['../../app/rider', '../../features', '.'].map((folder) => new URL(folder, import.meta.url).pathname);
  expect(checkWords({ catalogues: { it, en, fr, ar, ur }, sources, composed: signs.map((sign) => `state.${sign}`) })).toEqual([]);
});

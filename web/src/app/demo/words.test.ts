import { checkWords } from '@passaggio/ui/check-words';
import { expect, test } from 'vitest';
import ar from './words/ar.json';
import en from './words/en.json';
import fr from './words/fr.json';
import it from './words/it.json';
import ur from './words/ur.json';

test('the words of the demo are complete, used and alike in five languages', () => {
  const composed = ['start', 'arrive', 'board', 'alight', 'leave', 'end'].map((act) => `act.${act}`);
  expect(checkWords({ catalogues: { it, en, fr, ar, ur }, sources: [new URL('.', import.meta.url).pathname], composed })).toEqual([]);
});

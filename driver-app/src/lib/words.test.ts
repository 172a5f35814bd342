import { checkWords } from '@passaggio/ui/check-words';
import { expect, test } from 'vitest';
import ar from './words/ar.json';
import en from './words/en.json';
import fr from './words/fr.json';
import it from './words/it.json';
import ur from './words/ur.json';

const composed = [
  ...['gets-on', 'gets-off', 'on-board', 'got-off', 'absent'].map((state) => `tile.${state}`),
  ...['gets-on', 'gets-off', 'on-board', 'got-off', 'cancelled', 'other-stop', 'other-run', 'unknown'].map((found) => `code.${found}`),
  ...['lights', 'tyres', 'brakes', 'doors', 'belts', 'kit'].map((item) => `check.${item}`),
  ...['fuel', 'dirty', 'damage', 'found'].map((note) => `note.${note}`),
  ...['breakdown', 'accident', 'unknown'].map((trouble) => `help.${trouble}`),
  ...['storage', 'newer', 'twice'].map((why) => `refused.${why}`),
  ...['stop-added', 'stop-removed', 'time', 'added', 'removed'].map((change) => `changed.${change}`),
];

test('the driver’s words are complete, used and alike in five languages', () => {
  const sources = ['../app', '../features', '.'].map((folder) => new URL(folder, import.meta.url).pathname);
  expect(checkWords({ catalogues: { it, en, fr, ar, ur }, sources, composed })).toEqual([]);
});

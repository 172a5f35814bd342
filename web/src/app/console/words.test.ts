import { AlarmKind, LegState, RideState } from '@passaggio/contracts';
import { checkWords } from '@passaggio/ui/check-words';
import { expect, test } from 'vitest';
import ar from './words/ar.json';
import en from './words/en.json';
import fr from './words/fr.json';
import it from './words/it.json';
import ur from './words/ur.json';

test('the console’s words are complete, used and alike in five languages', () => {
  const composed = [
    ...[...AlarmKind.options, 'unknown', 'number-guessing', 'withdrawn'].map((kind) => `alarm.${kind}`),
    ...['open', 'acknowledged', 'closed', 'unknown'].map((state) => `alarm.state.${state}`),
    ...[...LegState.options, 'unknown'].map((state) => `leg.${state}`),
    ...[...RideState.options, 'unknown'].map((state) => `person.${state}`),
    ...['open', 'planning', 'published', 'closed', 'unknown'].map((phase) => `phase.${phase}`),
    ...['planned', 'under-way', 'ended', 'unknown'].map((state) => `run.${state}`),
    ...['shift', 'site', 'seated', 'waiting', 'refused'].map((column) => `demand.${column}`),
    ...['code', 'place', 'site', 'state', 'out'].map((column) => `people.${column}`),
    ...['accepted', 'waiting', 'pending'].map((answer) => `book.${answer}`),
    ...['none', 'draft', 'approved'].map((words) => `prompts.words.${words}`),
    ...['both', 'outbound', 'return'].map((trip) => `book.trip.${trip}`),
  ];
  const sources = [new URL('.', import.meta.url).pathname];
  expect(checkWords({ catalogues: { it, en, fr, ar, ur }, sources, composed })).toEqual([]);
});

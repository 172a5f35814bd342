import type { Choices, RideCard } from '@passaggio/contracts';
import { Clock, RideMap, type Landmark, type MapStop } from '@passaggio/ui';
import { useEffect } from 'react';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import type { Face } from './face.ts';
import { useRider, useRiderState } from './useRider.ts';

/** Where the stop is, and the bus at the stop that it left last. An informal settlement is named and drawn nowhere. */
export function Where({ card, face, back }: { readonly card: RideCard; readonly face: Face; readonly back: () => void }) {
  const { t } = useRiderWords();
  const { store, leave } = useRider();
  const { choices } = useRiderState();
  const { leg } = face;
  useEffect(() => {
    if (choices === 'loading') void store.readChoices();
  }, [store, choices]);
  if (leg === undefined) return null;
  const stops = [leg.from, leg.to].map(({ id, name }, i): MapStop => ({
    id: `${i} ${id}`,
    name,
    at: typeof choices === 'string' ? null : placeOf(id, choices),
    kind: id === card.site.id ? 'site' : 'boarding',
    note: i === 0 && face.time !== undefined ? <Clock at={face.time} /> : undefined,
  }));
  const bus = leg.plate !== null && leg.bus !== undefined ? { plate: leg.plate.number, at: leg.bus } : undefined;
  return (
    <Screen name="where" title={t('where.title')} shows={say('where.title')} back={back} leave={leave}>
      <RideMap stops={stops} around={typeof choices === 'string' ? [] : aroundOf(choices, [leg.from.id, leg.to.id])} bus={bus} />
    </Screen>
  );
}

/** The other places and farms of the pole. */
function aroundOf({ boardingPlaces, sites }: Choices, own: readonly string[]): Landmark[] {
  const known = [...boardingPlaces.map((one) => ({ ...one, kind: 'boarding' as const })), ...sites.map((one) => ({ ...one, kind: 'site' as const }))];
  return known.flatMap(({ id, name, at, kind }) => (at === undefined || own.includes(id) ? [] : [{ name, at, kind }]));
}

function placeOf(id: string, { boardingPlaces, sites }: Choices): MapStop['at'] {
  return boardingPlaces.find((one) => one.id === id)?.at ?? sites.find((one) => one.id === id)?.at ?? null;
}

import type { RunStop } from '@passaggio/contracts';
import { Clock, RideMap } from '@passaggio/ui';
import { positionOf, toldAt } from '../../offline/position.ts';
import type { View } from '../../offline/view.ts';
import { BarButton, MainLink, Notice } from '../../lib/Buttons.tsx';
import { Screen } from '../../lib/Screen.tsx';
import { useDriverWords } from '../../lib/words.ts';
import { navigationTo } from './navigation.ts';

/** The run on a map, at a standstill, and the way to the next stop for the phone's own navigation. */
export function RunMap({ view, back }: { readonly view: View; readonly back: () => void }) {
  const { t } = useDriverWords();
  const next = nextOf(view);
  const last = view.stops.findLast((stop) => stop.arrived !== null && stop.settlement !== true);
  const link = next && navigationTo(next);
  return (
    <Screen
      name="map"
      title={t('bar.map')}
      bar={<BarButton icon="back" label={t('common.back')} act={back} />}
      foot={
        next !== undefined &&
        (link === undefined ? (
          <Notice icon="lock" tone="late">
            {t('map.noPlace')}
          </Notice>
        ) : (
          <MainLink icon="map" href={link} note={next.place.name} isLow>
            {t('map.navigate')}
          </MainLink>
        ))
      }
    >
      <RideMap
        isRun
        stops={view.stops.map((stop) => ({
          id: stop.stop,
          name: stop.place.name,
          at: stop.settlement === true ? null : stop.at,
          kind: stop.kind === 'site' ? 'site' : 'boarding',
          note: <Clock at={toldAt(stop)} />,
        }))}
        bus={last && { plate: view.plate.number, at: last.at }}
      />
    </Screen>
  );
}

/** Where the bus goes from here. */
function nextOf(view: View): RunStop | undefined {
  const position = positionOf(view);
  if (position.is === 'at') return view.stops[view.stops.indexOf(position.stop) + 1];
  return position.is === 'not-started' ? view.stops[0] : undefined;
}

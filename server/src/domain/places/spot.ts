/** Whether a pole, a boarding place or a work site can be where, and be called what, somebody says. */
import type { LonLat, PoleSetup } from '@passaggio/contracts';
import { faultOfName } from '../texts.ts';
import { greatCircle } from './distance.ts';
import { faultIf, nameFaults, type Fault } from './fault.ts';
import { kilometresOffLand } from './land.ts';

/** The coast is drawn to some 100 m, and harbours reach out. */
const OFF_LAND_KM = 1;
/** A ride takes 75 min at most; what is further away was typed wrongly. */
const FROM_POLE_KM = 100;

type Place = Pick<PoleSetup['places'][number], 'name' | 'at'>;
type Site = Pick<PoleSetup['sites'][number], 'id' | 'name' | 'at' | 'shifts'>;

export function poleFaults({ name, region, at }: Pick<PoleSetup, 'name' | 'region' | 'at'>): Fault[] {
  return [...nameFaults('name', name, faultOfName(name)), ...nameFaults('region', region, faultOfName(region)), ...pointFaults(at)];
}

/** @param pole  where the pole is */
export function placeFaults({ name, at }: Place, pole: LonLat): Fault[] {
  return [...nameFaults('name', name, faultOfName(name)), ...pointFaults(at, pole)];
}

/** @param places  ids of the pole's boarding places: places and sites are found by one id, in one table of ways */
export function siteFaults(site: Site, pole: LonLat, places: ReadonlySet<string>): Fault[] {
  return [
    ...faultIf(places.has(site.id), 'id', () => `${site.id} is a boarding place too, expected an id of its own`),
    ...placeFaults(site, pole),
    ...shiftFaults(site.shifts),
  ];
}

/** A wish names the start of its shift, so that it stands for one alone. */
function shiftFaults(shifts: Site['shifts']): Fault[] {
  return shifts.flatMap(({ start, end }, i) => [
    ...faultIf(shifts.findIndex((one) => one.start === start) < i, `shifts.${i}.start`, () => `two shifts begin at ${start}, expected one`),
    ...faultIf(start === end, `shifts.${i}.end`, () => `the shift from ${start} ends when it begins`),
  ]);
}

function pointFaults(at: LonLat, pole?: LonLat): Fault[] {
  const [lon, lat] = at;
  const off = kilometresOffLand(at);
  if (off > OFF_LAND_KM) {
    const swapped = Math.abs(lon) <= 90 && kilometresOffLand([lat, lon]) <= OFF_LAND_KM;
    const hint = swapped ? '; longitude comes first, then latitude' : '';
    return [{ field: 'at', words: `${lon}, ${lat} lies ${Math.round(off)} km off the land of this installation${hint}` }];
  }
  const away = pole === undefined ? 0 : greatCircle(at, pole);
  return faultIf(away > FROM_POLE_KM, 'at', () => `${lon}, ${lat} lies ${Math.round(away)} km from the pole, expected at most ${FROM_POLE_KM}`);
}

/** Whether it is night where the programme drives. */
import { DAY } from '@passaggio/contracts';

/** The middle of the five regions; sunset at their edges is within a quarter of an hour. */
const LATITUDE = 39.8;
const LONGITUDE = 15.6;
/** Of the sun's middle at sunset: its radius and the bending of light. */
const HORIZON = -0.833;
/** 2000-01-01, noon. */
const J2000 = 946_728_000_000;

const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);
const cos = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
const toDegrees = (radians: number): number => (radians * 180) / Math.PI;

/**
 * From sunset to sunrise: the low-precision sun of the Astronomical Almanac, good to a minute until 2050.
 *
 * @param at  epoch milliseconds
 */
export function isNight(at: number): boolean {
  const days = (at - J2000) / DAY;
  const anomaly = 357.528 + 0.985_600_3 * days;
  const along = 280.46 + 0.985_647_4 * days + 1.915 * sin(anomaly) + 0.02 * sin(2 * anomaly);
  const tilt = 23.439;
  const declination = toDegrees(Math.asin(sin(tilt) * sin(along)));
  const ascension = toDegrees(Math.atan2(cos(tilt) * sin(along), cos(along)));
  const hour = 280.460_62 + 360.985_647_37 * days + LONGITUDE - ascension;
  return sin(LATITUDE) * sin(declination) + cos(LATITUDE) * cos(declination) * cos(hour) < sin(HORIZON);
}

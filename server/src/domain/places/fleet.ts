/** Whether a vehicle can be driven as somebody says, and known by its plate. */
import type { PoleSetup } from '@passaggio/contracts';
import type { Account } from '../documents.ts';
import { faultIf, type Fault } from './fault.ts';

type Vehicle = Pick<PoleSetup['vehicles'][number], 'id' | 'licence' | 'driver'>;
type Person = Pick<PoleSetup['people'][number], 'account' | 'role'>;

/** A licence plate as the road knows it: blanks are how somebody wrote it. */
export const plateOf = (licence: string): string => licence.replaceAll(' ', '');

const SHORTEST_PLATE = 4;

/**
 * @param drivers  accounts of the pole's drivers
 * @param others   every other vehicle of the pole, those that are not being set up among them
 * @param plates   who has a plate at other poles
 */
export function vehicleFaults(
  { id, licence, driver }: Vehicle,
  drivers: ReadonlySet<string>,
  others: readonly Vehicle[],
  plates: ReadonlyMap<string, string>,
): Fault[] {
  const plate = plateOf(licence);
  const twin = others.find((one) => plateOf(one.licence) === plate)?.id ?? plates.get(plate);
  const busy = others.find((one) => one.driver === driver)?.id;
  return [
    ...faultIf(
      plate.length < SHORTEST_PLATE,
      'licence',
      () => `${JSON.stringify(licence)} has ${plate.length} letters and digits, expected at least ${SHORTEST_PLATE}`,
    ),
    ...faultIf(licence.trim() !== licence, 'licence', () => `${JSON.stringify(licence)} begins or ends with a blank`),
    ...faultIf(twin !== undefined && twin !== id, 'licence', () => `${licence} is the plate of ${twin} too`),
    ...faultIf(!drivers.has(driver), 'driver', () => `${driver} is no driver of this pole`),
    ...faultIf(busy !== undefined, 'driver', () => `${driver} drives ${busy} too, expected one vehicle a driver`),
  ];
}

/**
 * @param before    the account as it is
 * @param vehicles  of the pole, as they will be
 */
export function personFaults({ account, role }: Person, before: Pick<Account, 'role'> | undefined, vehicles: readonly Vehicle[]): Fault[] {
  const drives = role === 'driver' ? undefined : vehicles.find((one) => one.driver === account)?.id;
  return [
    ...faultIf(before?.role === 'rider', 'account', () => `${account} is a rider's account, expected one of staff or a new one`),
    ...faultIf(drives !== undefined, 'role', () => `${account} drives ${drives}, expected a driver`),
  ];
}

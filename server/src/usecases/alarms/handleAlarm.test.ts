import { afterEach, expect, test } from 'vitest';
import { AFTERNOON, ask, day } from '../../testing/summerDay.ts';
import type { Call } from '@passaggio/contracts';
import { COORDINATOR, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
afterEach(() => world.close());

/** The evening's sessions of staff have ended. */
async function signInAgain(phone: Call, { number, pin }: { readonly number: string; readonly pin: string }, operator: Call): Promise<void> {
  await phone('riderSignIn', { body: { number, pin } as never });
  await operator('staffSignIn', { body: { number: '30000001', pin: '9264' } as never });
}

test('who says "I am still here" is an alarm, and learns that somebody has seen it', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator } = await peopled(world, 1);
  const phone = phones[0]!.call;
  const { card } = await phone('requestRide', { body: ask() });
  world.time = card.shiftEnd;
  await signInAgain(phone, phones[0]!, operator);
  await phone('stillHere', { params: { ride: card.ride }, body: { id: fresh() } });
  const { alarms } = await operator('viewDay', { params: day });
  expect(alarms).toMatchObject([{ kind: 'still-here', ride: card.ride, state: 'open' }]);
  const seen = await operator('acknowledgeAlarm', { params: { pole: day.pole, alarm: alarms[0]!.alarm }, body: { id: fresh(), note: '' } });
  expect(seen.alarm).toMatchObject({ state: 'acknowledged', by: 'operator-foggia' });
  expect((await phone('myRides', {})).cards[0]!.stillHere).toEqual({ at: world.time, seenBy: 'operator-foggia' });
});

test('an alarm is dealt with at its own pole only', async () => {
  world = await openWorld(AFTERNOON);
  const { phones, operator, coordinator } = await peopled(world, 1);
  const { card } = await phones[0]!.call('requestRide', { body: ask() });
  world.time = card.shiftEnd;
  await signInAgain(phones[0]!.call, phones[0]!, operator);
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  await phones[0]!.call('stillHere', { params: { ride: card.ride }, body: { id: fresh() } });
  const [alarm] = (await operator('viewDay', { params: day })).alarms;
  const elsewhere = coordinator('closeAlarm', { params: { pole: 'lecce' as never, alarm: alarm!.alarm }, body: { id: fresh(), note: '' } });
  await expect(elsewhere).rejects.toMatchObject({ problem: { code: 'unknown-alarm' } });
  expect((await operator('viewDay', { params: day })).alarms).toEqual([alarm]);
});

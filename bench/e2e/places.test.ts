/** Where to get on: the places of the pole by their numbers, by the walk once the rider asks, and nothing of it leaves the phone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { go, myPhone, taken, toConfirm } from './phone/booking.ts';
import { accessibility, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
  const places = [
    { id: 'torre', name: 'Torre Guiducci', kind: 'settlement', at: [15.711, 41.419] },
    { id: 'incoronata', name: 'Incoronata', kind: 'stop', at: [15.63, 41.41] },
    { id: 'arpinova', name: 'Borgo Arpinova', kind: 'hostel', at: [15.704, 41.42] },
  ];
  await stage.setUp({ places: places as never });
});
afterAll(() => stage.close());

const tiles = '[data-screen="choose-place"] main button';
const unasked = ['1\nBorgo Mezzanone', '2\nFoggia Stazione', '3\nVieste', '4\nTorre Guiducci', '5\nIncoronata', '6\nBorgo Arpinova'];

test('the nearest place comes first with its minutes on foot, a settlement says none, and the server is not told where the rider is', async () => {
  const { context, page } = await myPhone(stage);
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 41.4211, longitude: 15.7111 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await toConfirm(page);
  await page.getByRole('button', { name: /Where you get on/ }).click();
  expect(await page.locator(tiles).allInnerTexts()).toEqual([...unasked.slice(0, 4), 'Near me', 'More']);
  await page.getByRole('button', { name: 'Near me' }).click();
  await page.getByText('11 minutes').waitFor();
  expect(await page.locator(tiles).allInnerTexts()).toEqual([
    '7 minutes\n1\nBorgo Mezzanone',
    '11 minutes\n6\nBorgo Arpinova',
    '7 km\n5\nIncoronata', // too far to walk
    '14 km\n2\nFoggia Stazione',
    '64 km\n3\nVieste',
    '4\nTorre Guiducci',
  ]);
  expect(await accessibility(page)).toEqual([]);
  await stage.picture(page, 'places-near');
  await page.getByRole('button', { name: /Borgo Arpinova/ }).click();
  await page.getByRole('button', { name: /Where you get on 6 Borgo Arpinova/ }).waitFor();
  await go(page);
  await taken(page).waitFor();
  expect(await taken(page).innerText()).toContain('Borgo Arpinova');
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((one) => /41\.42|15\.71/.test(one))).toEqual([]);
  expect(stage.strayed).toEqual([]);
});

test('a phone that does not say where it is shows the places as they were', async () => {
  const { page } = await myPhone(stage);
  await toConfirm(page);
  await page.getByRole('button', { name: /Where you get on/ }).click();
  await page.getByRole('button', { name: 'Near me' }).click();
  await page.getByText('This phone does not say where you are.').waitFor();
  expect(await page.locator(tiles).allInnerTexts()).toEqual([...unasked.slice(0, 3), 'More']);
  await stage.picture(page, 'places-unknown');
});

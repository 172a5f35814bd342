import { afterEach, beforeEach, expect, test } from 'vitest';
import { AFTERNOON } from '../../testing/summerDay.ts';
import { COORDINATOR, callsOf, foggia, fresh, openWorld, peopled, type World } from '../../testing/world.ts';

let world: World;
let put: (change: object, pole?: string) => Promise<{ pointer?: string | undefined; words: string }>;
beforeEach(async () => {
  world = await openWorld(AFTERNOON);
  await peopled(world, 1, BUSES);
  const coordinator = callsOf(world);
  await coordinator('staffSignIn', { body: COORDINATOR as never });
  put = (change, pole = 'foggia') =>
    coordinator('setUpPole', { params: { pole: pole as never }, body: { id: fresh(), ...foggia(BUSES), ...change } }).then(
      (answer) => ({ words: JSON.stringify(answer) }),
      ({ problem }: { problem: { code: string; pointer?: string; detail: string } }) => ({
        pointer: problem.pointer,
        words: `${problem.code}: ${problem.detail}`,
      }),
    );
});
afterEach(() => world.close());

const BUSES = [{ seats: 8 }, { seats: 4 }];
const { places, sites, vehicles, people } = foggia(BUSES);
const [first, second] = vehicles as [object, object];
const [station, borgo] = places as [object, object];
const [tressanti, amendola] = sites as [{ shifts: object[] }, object];
const driver = { account: 'driver-9', role: 'driver', number: '20000099', pin: '7305' };
const zwsp = 'Borgo\u200bTressanti';

test.each<[string, object, string, string]>([
  ['a driver nobody knows', { vehicles: [first, { ...second, driver: 'nobody' }] }, 'vehicles.1.driver', 'nobody is no driver of this pole'],
  ['an operator at the wheel', { vehicles: [{ ...first, driver: 'operator-foggia' }] }, 'vehicles.0.driver', 'operator-foggia is no driver'],
  ['a driver of two buses', { vehicles: [first, { ...second, driver: 'driver-1' }] }, 'vehicles.1.driver', 'driver-1 drives bus-1 too'],
  ['a driver of a bus that is left out', { vehicles: [{ ...first, driver: 'driver-2' }] }, 'vehicles.0.driver', 'driver-2 drives bus-2 too'],
  ['a plate on two buses', { vehicles: [first, { ...second, licence: 'FG100AB' }] }, 'vehicles.1.licence', 'FG100AB is the plate of bus-1 too'],
  ['the plate of a bus that is left out', { vehicles: [{ ...first, licence: 'FG 101AB' }] }, 'vehicles.0.licence', 'the plate of bus-2 too'],
  ['a plate of blanks', { vehicles: [{ ...first, licence: '    ' }] }, 'vehicles.0.licence', 'has 0 letters and digits'],
  ['a bus named twice', { vehicles: [first, { ...second, id: 'bus-1' }] }, 'vehicles.1.id', 'bus-1 is named twice'],
  ['a driver who becomes an operator', { vehicles: [second], people: [{ ...people[0], role: 'operator' }] }, 'people.0.role', 'driver-1 drives bus-1'],
  [
    'two shifts with one start',
    {
      sites: [
        {
          ...tressanti,
          shifts: [
            { start: '06:00', end: '13:00' },
            { start: '06:00', end: '14:00' },
          ],
        },
      ],
    },
    'sites.0.shifts.1.start',
    'two shifts begin at 06:00',
  ],
  [
    'a shift that ends when it begins',
    { sites: [{ ...tressanti, shifts: [{ start: '06:00', end: '06:00' }] }] },
    'sites.0.shifts.0.end',
    'ends when it begins',
  ],
  ['a place and a farm with one id', { places: [station, { ...borgo, id: 'amendola' }] }, 'sites.1.id', 'amendola is a boarding place too'],
  [
    'a farm with the id of a place that is left out',
    { places: [station], sites: [amendola, { ...tressanti, id: 'mezzanone' }] },
    'sites.1.id',
    'mezzanone is a boarding place too',
  ],
  [
    'a place with the id of a farm that is left out',
    { places: [{ ...station, id: 'tressanti' }], sites: [amendola] },
    'places.0.id',
    'tressanti is a work site',
  ],
  ['no name', { name: ' ' }, 'name', 'is empty'],
  ['a name of blanks', { places: [{ ...station, name: '   ' }] }, 'places.0.name', 'is empty'],
  ['no name of a farm', { sites: [{ ...amendola, name: '' }] }, 'sites.0.name', 'is empty'],
  ['a name that turns the words around', { sites: [{ ...amendola, name: 'Amendola \u202edus' }] }, 'sites.0.name', 'U+202E'],
  ['a name with a line end', { region: 'Puglia\nSud' }, 'region', 'U+000A'],
  ['a name with a blank nobody sees', { sites: [{ ...amendola, name: zwsp }] }, 'sites.0.name', 'U+200B'],
  ['a name that begins with a blank', { name: ' Foggia' }, 'name', 'begins or ends with a blank'],
  ['a name of marks alone', { places: [{ ...station, name: '\u0301\u0301' }] }, 'places.0.name', 'is empty'],
  ['a date that is none', { closedDates: ['2027-12-25', '2026-02-30'] }, 'closedDates.1', '2026-02-30 is no date'],
  ['a date twice', { closedDates: ['2027-12-25', '2027-12-25'] }, 'closedDates.1', 'there twice'],
  ['a date of another life', { closedDates: ['2072-12-25'] }, 'closedDates.0', 'days from today'],
  ['a cut-off in the night before', { cutoff: '02:00' }, 'cutoff', '02:00 of the day before'],
  ['a time zone that nobody knows', { zone: 'Europe/Foggia' }, 'zone', 'expected one such as Europe/Rome'],
  ['the time zone of elsewhere', { zone: 'America/New_York' }, 'zone', 'another time than those of Europe/Rome'],
  ['a time zone that is like ours in winter', { zone: 'Africa/Algiers' }, 'zone', 'another time than those of Europe/Rome'],
  ['a telephone without digits', { dispatch: '+   ' }, 'dispatch', 'less than three digits'],
  ['latitude first', { places: [{ ...station, at: [41.466, 15.556] }] }, 'places.0.at', 'longitude comes first'],
  ['nowhere', { sites: [amendola, { ...tressanti, at: [0, 0] }] }, 'sites.1.at', 'off the land'],
  ['a farm in the Adriatic', { sites: [{ ...amendola, at: [16.2, 41.75] }] }, 'sites.0.at', 'off the land'],
  ['a pole in the sea', { at: [14, 39] }, 'at', 'off the land'],
  ['a farm by Lecce', { sites: [{ ...amendola, at: [18.17, 40.35] }] }, 'sites.0.at', 'km from the pole, expected at most 100'],
  ['a PIN that people try first', { people: [...people, { ...driver, pin: '1234' }] }, `people.${people.length}.pin`, 'a PIN that people try first'],
])('%s is refused by the name of its field, and nothing is stored', async (_, change, field, words) => {
  const before = await stored();
  const refused = await put(change);
  expect(refused.words).toContain(`unfit-setup: body.`);
  expect(refused.words).toContain(words);
  expect(refused.pointer).toBe(`body.${field}`);
  expect(await stored()).toEqual(before);
});

/** Everything of a pole that a set-up writes. */
async function stored() {
  const { rows } = world.ports.store;
  const kinds = ['place', 'site', 'vehicle'] as const;
  return [
    await rows.find('pole', 'foggia'),
    ...(await Promise.all(kinds.map((kind) => rows.select(kind, 'ofPole', ['foggia'])))),
    await rows.select('account', 'ofPole', ['foggia']),
  ];
}

test('all that is wrong is told at once, the first by its field', async () => {
  const { pointer, words } = await put({ name: '', cutoff: '01:00', vehicles: [{ ...first, driver: 'nobody' }] });
  expect(pointer).toBe('body.name');
  expect(words).toMatch(/^unfit-setup: body\.name: .*; body\.cutoff: .*; body\.vehicles\.0\.driver: .*$/);
});

test("a plate is one bus's in the whole programme, also one that an earlier release stored, and is free again when its bus gets another", async () => {
  const bari = {
    places: [{ ...station, id: 'bari-stop' }],
    sites: [{ ...amendola, id: 'bari-farm' }],
    people: [driver],
    vehicles: [{ ...first, id: 'bari-bus', driver: 'driver-9' }],
  };
  expect(await put(bari, 'bari')).toMatchObject({ pointer: 'body.vehicles.0.licence', words: expect.stringContaining('the plate of bus-1 too') });
  await put({ vehicles: [{ ...first, licence: 'FG 300 AB' }] });
  expect((await put(bari, 'bari')).pointer).toBeUndefined();
});

test("a plate given out at two poles in one moment is one bus's", async () => {
  const at = (pole: string, i: number) =>
    put(
      {
        places: [{ ...station, id: `${pole}-stop` }],
        sites: [{ ...amendola, id: `${pole}-farm` }],
        people: [{ ...driver, account: `driver-${pole}`, number: `2000007${i}` }],
        vehicles: [{ ...first, licence: 'NA 700 ZZ', id: `${pole}-bus`, driver: `driver-${pole}` }],
      },
      pole,
    );
  const answers = await Promise.all([at('bari', 1), at('lecce', 2)]);
  expect(answers.filter(({ pointer }) => pointer === 'body.vehicles.0.licence')).toHaveLength(1);
});

test('a set-up cannot make staff of a rider', async () => {
  const rider = (await world.ports.store.rows.select('account', 'ofPole', ['foggia', 'rider']))[0]!.id;
  expect(await put({ people: [...people, { ...driver, account: rider }] })).toMatchObject({
    pointer: `body.people.${people.length}.account`,
    words: expect.stringContaining("a rider's account"),
  });
});

test('the answer lists what the body left out, which stays', async () => {
  const { words } = await put({ places: [station], sites: [amendola], vehicles: [first], people: [] });
  expect(JSON.parse(words)).toMatchObject({
    leftOut: { places: ['mezzanone'], sites: ['tressanti'], vehicles: ['bus-2'], people: ['driver-1', 'driver-2', 'operator-foggia'] },
    booked: [],
  });
  expect(await world.ports.store.rows.select('place', 'ofPole', ['foggia'])).toHaveLength(2);
});

test('Urdu and Arabic names, with what joins their letters, are names', async () => {
  expect(
    await put({
      places: [
        { ...station, name: 'می\u200cخواهم بس اڈا' },
        { ...borgo, name: 'محطّة فوجا' },
      ],
    }),
  ).not.toHaveProperty('pointer');
});

import { clock, person, run } from './testing/handmade.ts';
import { nobody, prove, seat } from './testing/prove.ts';

prove([
  {
    promise: 'P6',
    what: '20 min direct: 40 min are allowed, 41 are not',
    kept: (h) =>
      h.run(
        run([
          { place: 'stop', arrive: -58, depart: -56, on: ['ride-1'] },
          { place: 'site', arrive: -18, depart: -16, off: ['ride-1'] },
        ]),
        'staff',
        clock(-600),
      ),
    broken: (h) =>
      h.run(
        run([
          { place: 'stop', arrive: -59, depart: -57, on: ['ride-1'] },
          { place: 'site', arrive: -18, depart: -16, off: ['ride-1'] },
        ]),
        'staff',
        clock(-600),
      ),
  },
  {
    promise: 'P7',
    what: 'off the bus when the shift begins, and a minute after',
    kept: (h) => (
      seat(h),
      h.run(
        run([
          { place: 'stop', arrive: -30, depart: -28, on: ['ride-1'] },
          { place: 'site', arrive: -2, depart: 0, off: ['ride-1'] },
        ]),
        'staff',
        clock(-600),
      )
    ),
    broken: (h) => (
      seat(h),
      h.run(
        run([
          { place: 'stop', arrive: -30, depart: -28, on: ['ride-1'] },
          { place: 'site', arrive: -1, depart: 1, off: ['ride-1'] },
        ]),
        'staff',
        clock(-600),
      )
    ),
  },
  {
    promise: 'P8',
    what: '13 h from first to last minute, and more',
    kept: (h) => h.run(run(undefined, { leave: clock(449 - 780) }), 'staff', clock(-600)),
    broken: (h) => h.run(run(undefined, { leave: clock(449 - 781) }), 'staff', clock(-600)),
  },
  {
    promise: 'P8',
    what: '11 h of rest between two days, and less',
    kept: (h) => (
      h.run(run(), 'staff', clock(-600)),
      h.run(run([{ place: 'stop', arrive: 1109, depart: 1111 }], { run: 'foggia_2027-07-03_bus-1' }), 'staff', clock(500))
    ),
    broken: (h) => (
      h.run(run(), 'staff', clock(-600)),
      h.run(run([{ place: 'stop', arrive: 1108, depart: 1110 }], { run: 'foggia_2027-07-03_bus-1' }), 'staff', clock(500))
    ),
  },
  {
    promise: 'P9',
    what: 'drives on from where it was, and from elsewhere',
    kept: (h) =>
      [
        ['', 'stop', -60, -60],
        ['stop', 'site', -38, -18],
      ].forEach(([from, to, departed, arrived]) => h.moved(move(from, to, departed, arrived))),
    broken: (h) =>
      [
        ['', 'stop', -60, -60],
        ['site', 'stop', -38, -18],
      ].forEach(([from, to, departed, arrived]) => h.moved(move(from, to, departed, arrived))),
  },
  {
    promise: 'P9',
    what: 'the plan leaves time for the way, and does not',
    kept: (h) => h.run(run(), 'staff', clock(-600)),
    broken: (h) =>
      h.run(
        run([
          { place: 'stop', arrive: -40, depart: -38 },
          { place: 'site', arrive: -19, depart: -16 },
        ]),
        'staff',
        clock(-600),
      ),
  },
  {
    promise: 'P10',
    what: 'all three see the same, and staff another time',
    kept: (h) => (seat(h), h.person(person(), clock(-600)), h.run(run(), 'driver', clock(-600)), h.quiet(clock(-590), nobody)),
    broken: (h) => (seat(h), h.person(person({ out: { told: -35 } }), clock(-600)), h.quiet(clock(-590), nobody)),
  },
  {
    promise: 'P10',
    what: 'the driver knows of everybody, and not of one',
    kept: (h) => (seat(h), h.person(person(), clock(-600)), h.run(run(), 'driver', clock(-600)), h.quiet(clock(-590), nobody)),
    broken: (h) => (seat(h), h.person(person(), clock(-600)), h.run(run([]), 'driver', clock(-600)), h.quiet(clock(-590), nobody)),
  },
  {
    promise: 'P11',
    what: 'one number after the other, and one left out',
    kept: (h) => [1, 2, 2, 3].forEach((n) => h.numbered({ at: 0, reader: 'phone', n })),
    broken: (h) => [1, 2, 4].forEach((n) => h.numbered({ at: 0, reader: 'phone', n })),
  },
]);

function move(from: unknown, to: unknown, departed: unknown, arrived: unknown) {
  return { pole: 'foggia', vehicle: 'bus-1', from: String(from), to: String(to), departed: clock(Number(departed)), arrived: clock(Number(arrived)) };
}

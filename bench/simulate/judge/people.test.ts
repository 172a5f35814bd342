import { expect, test } from 'vitest';
import { RUN, alarm, body, card, clock, judged, run } from './testing/handmade.ts';
import type { History } from './history.ts';
import { prove, seat } from './testing/prove.ts';

prove([
  {
    promise: 'P1',
    what: 'two people on two seats, and a third',
    kept: (h) => [1, 2].forEach((who) => h.boarded(body(-40, 'outbound', who))),
    broken: (h) => [1, 2, 3].forEach((who) => h.boarded(body(-40, 'outbound', who))),
  },
  {
    promise: 'P1',
    what: 'a seat is free again once somebody got off',
    kept: (h) => ([1, 2].forEach((who) => h.boarded(body(-40, 'outbound', who))), h.alighted(body(-20)), h.boarded(body(-19, 'outbound', 3))),
    broken: (h) => ([1, 2].forEach((who) => h.boarded(body(-40, 'outbound', who))), h.alighted(body(-20, 'outbound', 9)), h.boarded(body(-19, 'outbound', 3))),
  },
  {
    promise: 'P2',
    what: 'on one bus after the other, and on two',
    kept: (h) => (h.boarded(body(-40)), h.alighted(body(-20)), h.boarded(body(425, 'return'))),
    broken: (h) => (h.boarded(body(-40)), h.boarded(body(-39, 'outbound', 1, 'foggia_2027-07-02_bus-2'))),
  },
  {
    promise: 'P2',
    what: 'two live trips at the same hours, and one of them refused',
    kept: (h) => (h.boarded(body(-40)), seat(h), h.card(card({ ride: 'ride-2', state: 'refused' }), 'rider-1', clock(-500))),
    broken: (h) => (seat(h), h.card(card({ ride: 'ride-2', out: { told: -30 } }), 'rider-1', clock(-500))),
  },
  {
    promise: 'P3',
    what: 'leaves at the told time, and a second before it',
    kept: (h) => (seat(h), h.run(run(), 'driver', clock(-60)), h.departed({ run: RUN, stop: 's1', at: clock(-40) })),
    broken: (h) => (seat(h), h.run(run(), 'driver', clock(-60)), h.departed({ run: RUN, stop: 's1', at: clock(-40) - 1000 })),
  },
  {
    promise: 'P3',
    what: '5 min later without a word, and 6',
    kept: (h) => (seat(h), h.card(card({ out: { told: -35 } }), 'rider-1', clock(-300))),
    broken: (h) => (seat(h), h.card(card({ out: { told: -34 } }), 'rider-1', clock(-300))),
  },
  {
    promise: 'P3',
    what: '15 min later with a yes to that change, and to another',
    kept: (h) => (
      h.card(card({ out: { told: -40, change: 'a' } }), 'rider-1', clock(-300)),
      h.said({ at: clock(-290), ride: 'ride-1', what: 'acknowledge', change: 'a' }),
      h.card(card({ out: { told: -25 } }), 'rider-1', clock(-280))
    ),
    broken: (h) => (
      h.card(card({ out: { told: -40, change: 'a' } }), 'rider-1', clock(-300)),
      h.said({ at: clock(-290), ride: 'ride-1', what: 'acknowledge', change: 'b' }),
      h.card(card({ out: { told: -25 } }), 'rider-1', clock(-280))
    ),
  },
  {
    promise: 'P3',
    what: 'the first told time lies in the window given, and outside it',
    kept: (h) => (
      h.card(card({ state: 'accepted', out: { told: null } }), 'rider-1', clock(-800)),
      h.card(card({ out: { told: -20 } }), 'rider-1', clock(-600))
    ),
    broken: (h) => (
      h.card(card({ state: 'accepted', out: { told: null } }), 'rider-1', clock(-800)),
      h.card(card({ out: { told: -19 } }), 'rider-1', clock(-600))
    ),
  },
  {
    promise: 'P4',
    what: 'accepted and brought there and back, and accepted and forgotten',
    kept: (h) => h.card(card({ out: { told: -40, state: 'alighted' }, back: { told: 425, state: 'alighted' } }), 'rider-1', clock(500)),
    broken: (h) => h.card(card({ out: { told: -40, state: 'alighted' } }), 'rider-1', clock(500)),
  },
  {
    promise: 'P4',
    what: 'cancelled by the rider, and by nobody',
    kept: (h) => (seat(h), h.said({ at: clock(-200), ride: 'ride-1', what: 'cancel' }), h.card(card({ state: 'cancelled' }), 'rider-1', clock(-200))),
    broken: (h) => (seat(h), h.card(card({ state: 'cancelled' }), 'rider-1', clock(-200))),
  },
  {
    promise: 'P5',
    what: 'rode out and came back, and did not',
    kept: (h) => (seat(h), h.alighted(body(-16)), h.alighted(body(449, 'return'))),
    broken: (h) => (seat(h), h.alighted(body(-16)), h.alarm(alarm('closed'), clock(500))),
  },
  {
    promise: 'P5',
    what: 'an open alarm keeps a day open',
    kept: (h) => (h.alarm(alarm('open'), clock(500)), h.closing({ at: clock(900), pole: 'foggia', serviceDate: '2027-07-02', closed: false })),
    broken: (h) => (h.alarm(alarm('acknowledged'), clock(500)), h.closing({ at: clock(900), pole: 'foggia', serviceDate: '2027-07-02', closed: true })),
  },
  {
    promise: 'P12',
    what: 'a no-show after the wait, and before it is over',
    kept: (h) => absent(h, { state: 'no-show', arrived: -39, left: -36 }),
    broken: (h) => absent(h, { state: 'no-show', arrived: -39, left: -36.5 }),
  },
  {
    promise: 'P12',
    what: 'missed by a bus 2 min late, and called a no-show',
    kept: (h) => absent(h, { state: 'missed', arrived: -38, left: -35 }),
    broken: (h) => absent(h, { state: 'no-show', arrived: -38, left: -35 }),
  },
]);

function absent(history: History, { state, arrived, left }: { state: string; arrived: number; left: number }): void {
  seat(history);
  history.run(run(), 'driver', clock(-60));
  history.arrived({ run: RUN, stop: 's1', at: clock(arrived) });
  history.departed({ run: RUN, stop: 's1', at: clock(left) });
  history.card(card({ out: { told: -40, state }, back: { told: 425, state: 'not-returning' } }), 'rider-1', clock(left));
}

test('stranded: no seat home and nobody has acknowledged by half an hour after the shift', () => {
  const lost = (state: string) =>
    judged((h) => {
      h.card(card({ out: { told: -40, state: 'alighted' }, back: { told: 425, state: 'not-here' } }), 'rider-1', clock(440));
      h.alarm(alarm(state), clock(440));
      h.shiftOver('ride-1', clock(450));
    }).stranded;
  expect([lost('open'), lost('acknowledged')]).toEqual([1, 0]);
  expect(judged((h) => (seat(h), h.shiftOver('ride-1', clock(450)))).stranded).toBe(0); // the bus is late, the seat stands
});

import type { EpochMs, ServiceDate } from '@passaggio/contracts';
import { expect, test } from 'vitest';
import type { Day } from '../domain/documents.ts';
import type { DayBook, DayKey } from '../usecases/days/book.ts';
import { openDays, type OpenNeeds } from './openDays.ts';

const dawn = Date.parse('2026-08-03T02:30:00Z') as EpochMs;
const stored = [
  ['open', '2026-08-02'],
  ['open', '2026-08-04'],
  ['published', '2026-08-03'],
  ['open', '2026-08-03'],
  ['open', '2026-08-05'],
].map(([phase, serviceDate]) => ({ pole: 'foggia', phase, serviceDate }) as unknown as Day);

function needs({ open, ...change }: Partial<OpenNeeds> & { readonly open: (at: DayKey) => void }): OpenNeeds {
  return {
    book: { read: async (at: DayKey) => open(at) } as unknown as DayBook,
    reads: {
      days: {
        inPhase: async (phase: string, from: ServiceDate, to: ServiceDate) =>
          stored
            .filter((day) => day.phase === phase && day.serviceDate >= from && day.serviceDate <= to)
            .toSorted((a, b) => (a.serviceDate < b.serviceDate ? -1 : 1)),
      },
    } as unknown as OpenNeeds['reads'],
    over: () => false,
    failed: (what) => expect.unreachable(what),
    ...change,
  };
}

test("today's and tomorrow's days are opened, the published ones first", async () => {
  const opened: string[] = [];
  await openDays(dawn, needs({ open: ({ serviceDate }) => opened.push(serviceDate) }));
  expect(opened).toEqual(['2026-08-03', '2026-08-03', '2026-08-04']);
});

test('a day that cannot be opened is said and does not keep the others shut', async () => {
  const said: string[] = [];
  let opened = 0;
  const open = () => {
    opened += 1;
    if (opened === 1) throw new Error('no travel data');
  };
  await openDays(dawn, needs({ open, failed: (what) => said.push(what) }));
  expect([said, opened]).toEqual([['opening foggia 2026-08-03'], 3]);
});

test('nothing more is opened once the server stops', async () => {
  let opened = 0;
  await openDays(dawn, needs({ open: () => (opened += 1), over: () => opened > 0 }));
  expect(opened).toBe(1);
});

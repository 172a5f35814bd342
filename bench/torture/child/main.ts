/** The product as a process of its own that can be tortured: compose with ports that stop it, move its clock or fill its disk. */
import { writeSync } from 'node:fs';
import type { EpochMs } from '@passaggio/contracts';
import { estimateTravel } from '../../../server/src/adapters/estimate/estimate.ts';
import { randomIds } from '../../../server/src/adapters/ids/randomIds.ts';
import { solverInThreads } from '../../../server/src/adapters/workers/solver.ts';
import { compose, type Ports } from '../../../server/src/compose.ts';
import { COORDINATOR, type Begin, type Order } from './orders.ts';
import { withPoints } from './points.ts';
import { openTortured } from './store.ts';

/** Steps of the search: what is tortured is the commit of a plan and not the plan. */
const STEPS = 60;

const begin = JSON.parse(process.argv[2]!) as Begin;
const say = (line: string) => void writeSync(1, `${line}\n`);
let { ahead } = begin;

const silent = () => undefined;
const fault = (what: unknown) => say(`fault ${JSON.stringify(what)}`);
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: fault, fatal: fault } as unknown as Ports['log'];
const opened = await openTortured(begin.store, (durable) => say(`commit ${durable ? 'durable' : 'weak'}`));
const points = withPoints(opened.store, log);
const product = compose({
  store: points.store,
  clock: { now: () => (Date.now() + ahead) as EpochMs },
  ids: randomIds,
  hasher: { hash: (secret) => Promise.resolve(`plain ${secret}`), verify: (stored, secret) => Promise.resolve(stored === `plain ${secret}`) },
  travel: estimateTravel(),
  solver: solverInThreads(1),
  log: points.log,
  secret: `a secret of torture ${begin.seed}, long enough for an installation`,
  budget: { seed: begin.seed, iterations: STEPS, seconds: 10 },
  apps: undefined,
  budgets: { within: (_operation, _actor, act) => act() }, // some people ask for what thousands do, and everything again and again
});

process.on('message', (order: Order) => void obey(order).then(() => say(`done ${order.order}`)));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL')); // the judge is gone
await product.firstCoordinator(COORDINATOR.number, COORDINATOR.pin);
for (const stream of begin.followed) await product.relay.subscribe(stream, silent);
say(`ready ${await product.listen(0, '127.0.0.1')} ${process.pid}`);

async function obey(order: Order): Promise<void> {
  if (order.order === 'arm') await points.arm(order.point);
  else if (order.order === 'clock') ahead = order.ahead;
  else if (order.order === 'room') opened.room(order.pages);
  else await product.tick();
}

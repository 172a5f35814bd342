/** `npm start`: builds the apps, starts the product with its demo world, prints where everything is. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadConfig, configFrom, type Config } from '../server/src/config.ts';
import { remedy, start } from '../server/src/start.ts';
import { DEMO_LOGIN } from '../server/src/usecases/accounts/installation.ts';
import { buildApps } from './build.ts';
import { loadDemo } from './demo.ts';
import { demoClock } from './demo/clock.ts';
import { openPlayer } from './demo/player.ts';

/** A folder of its own: nobody takes what people use for a demo, nor the demo for that. */
const FOLDER = 'demo-data';
/** The demo's first coordinator, by whom its store is known; a real installation sets its own. */
const COORDINATOR = { COORDINATOR_NUMBER: DEMO_LOGIN.number, COORDINATOR_PIN: DEMO_LOGIN.pin };

let config: Config | undefined;
try {
  process.env['LOG_LEVEL'] ??= 'warn';
  config = configFrom({ DATA_DIR: FOLDER, ...process.env, ...COORDINATOR });
  openFolder(config.dataDir);
  if (!['127.0.0.1', 'localhost', '::1'].includes(config.host))
    process.stderr.write(`HOST=${config.host}: others can reach this demo, and its logins are public\n`);
  buildApps();
  const clock = demoClock();
  const player = openPlayer(clock);
  const started = await start(config, process.env, (ports) => ({ ...ports, clock, demo: player }));
  stopOnSignals(() => {
    player.close();
    return started.close();
  });
  const { logins, scene } = await loadDemo({ origin: started.origin, coordinator: config.coordinator! });
  player.begin(started, scene);
  const lines = [
    `ready ${started.origin}`,
    `  rider    ${started.origin}/`,
    `  driver   ${started.origin}/driver`,
    `  console  ${started.origin}/console`,
    `  demo     ${started.origin}/demo`,
    `  API      ${started.origin}/api/docs`,
    'demo logins (number, PIN):',
    ...Object.entries(logins)
      .filter(([, { number }]) => number !== process.env['COORDINATOR_NUMBER']) // given: whoever gave it knows it
      .map(([who, { number, pin }]) => `  ${who.padEnd(32)} ${number}  ${pin}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (cause) {
  process.stderr.write(`cannot start: ${remedy(cause, config) ?? (cause instanceof Error ? cause.stack : String(cause))}\n`);
  process.exit(1);
}

/** Before anything is built for it. */
function openFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: !existsSync(dirname(resolve(folder))) }); // recursive never ends where nothing can be made (/proc)
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new BadConfig(`the data folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}): set DATA_DIR to one that can`);
  }
}

/** A terminal and `run.mjs` may both send the signal: the second one is the same wish, and must not cut the first one short. */
function stopOnSignals(close: () => Promise<void>): void {
  let closing: Promise<never> | undefined;
  const stop = () => {
    closing ??= close().then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`stopped with a fault: ${String(cause)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

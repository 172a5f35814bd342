/** `npm start`: builds the apps, starts the product with its demo world, prints where everything is. */
import { configFrom, type Config } from '../server/src/config.ts';
import { remedy, start } from '../server/src/start.ts';
import { buildApps } from './build.ts';
import { loadDemo } from './demo.ts';

/** The demo's first coordinator; a real installation sets its own. */
const DEMO_COORDINATOR = { COORDINATOR_NUMBER: '10000001', COORDINATOR_PIN: '4826' };

let config: Config | undefined;
try {
  process.env['LOG_LEVEL'] ??= 'warn';
  config = configFrom({ ...DEMO_COORDINATOR, ...process.env });
  buildApps();
  const started = await start(config);
  const stop = () => void started.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { logins } = await loadDemo({ origin: started.origin, coordinator: config.coordinator! });
  const lines = [
    `ready ${started.origin}`,
    `  rider    ${started.origin}/`,
    `  driver   ${started.origin}/driver`,
    `  console  ${started.origin}/console`,
    `  API      ${started.origin}/api/docs`,
    'demo logins (number, PIN):',
    ...Object.entries(logins).map(([who, { number, pin }]) => `  ${who.padEnd(28)} ${number}  ${pin}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (cause) {
  process.stderr.write(`cannot start: ${remedy(cause, config) ?? (cause instanceof Error ? cause.stack : String(cause))}\n`);
  process.exit(1);
}

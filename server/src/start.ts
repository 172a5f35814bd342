/** Starts the product. `node server/src/start.ts` runs it from the environment alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose, defaultPorts, type Ports } from './compose.ts';
import { BadConfig, configFrom, secretOf, type Config } from './config.ts';
import { faultLine } from './http/faults.ts';
import { StoreAway, StoreRefused } from './ports/store.ts';
import { DEMO_LOGIN } from './usecases/accounts/installation.ts';
import { randomLogin } from './usecases/accounts/firstCoordinator.ts';

export interface Started {
  readonly origin: string;
  /** To be shown once, where this start made the first coordinator with a number and PIN of its own; what was given is never shown. */
  readonly coordinator: { readonly number: string; readonly pin: string } | undefined;
  /** Does everything that is due by the clock. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** @param change  puts other ports in place of some; with the controls of the demo, the store is the demo's */
export async function start(config: Config, env: NodeJS.ProcessEnv = process.env, change: (ports: Ports) => Ports = (ports) => ports): Promise<Started> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const apps = { web: join(root, 'web', 'dist'), driver: join(root, 'driver-app', 'dist') };
  const ports = change(await defaultPorts(config, secretOf(env, config.dataDir), existsSync(apps.web) ? apps : undefined));
  const product = compose(ports);
  const use = ports.demo === undefined ? 'service' : 'demo';
  try {
    if (use === 'service' && config.coordinator?.number === DEMO_LOGIN.number && config.coordinator.pin === DEMO_LOGIN.pin) {
      throw new BadConfig('COORDINATOR_NUMBER and COORDINATOR_PIN: found those of the demo, which everybody can read; choose others');
    }
    await product.takeUp(use); // before anybody can reach it
    const origin = await product.listen(config.port, config.host);
    const first = config.coordinator ?? randomLogin(ports.ids); // after what may fail: it is shown only once
    const made = await product.firstCoordinator(first.number, first.pin);
    return { origin, coordinator: made && config.coordinator === undefined ? first : undefined, tick: () => product.tick(), close: () => product.close() };
  } catch (cause) {
    await product.close();
    throw cause;
  }
}

/** What a person can do about a start that failed; undefined where it is a fault of ours. */
export function remedy(cause: unknown, config: Config | undefined): string | undefined {
  if (cause instanceof BadConfig || cause instanceof StoreRefused) return cause.message;
  if (cause instanceof StoreAway) return `the store cannot be used now: ${cause.message}`;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${config?.port} is taken: stop what uses it, or set PORT to another one`;
  if (code === 'EACCES' || code === 'EROFS') return `the data folder ${config?.dataDir} cannot be written: set DATA_DIR to one that can`;
  return undefined;
}

async function main(): Promise<void> {
  let config: Config | undefined;
  try {
    config = configFrom(process.env);
    const started = await start(config);
    const stop = () =>
      void started.close().then(
        () => process.exit(0),
        (cause: unknown) => {
          process.stderr.write(`stopped with a fault: ${faultLine(cause)}\n`);
          process.exit(1);
        },
      );
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    process.stdout.write(`ready ${started.origin}\n`);
    if (started.coordinator !== undefined)
      process.stdout.write(`first coordinator, shown once: number ${started.coordinator.number}, PIN ${started.coordinator.pin}\n`);
  } catch (cause) {
    process.stderr.write(`cannot start: ${remedy(cause, config) ?? (cause instanceof Error ? cause.stack : String(cause))}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();

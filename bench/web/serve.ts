/** The product as it is installed, on a port of its own, with the demo world in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo, type Login } from '../../scripts/demo.ts';
import { configFrom } from '../../server/src/config.ts';
import { start } from '../../server/src/start.ts';

/** Not the demo's own: with that nothing starts that is no demo. */
const COORDINATOR = { number: '10000002', pin: '5937' };

export interface Served {
  readonly origin: string;
  /** Has a seat on a run of today. */
  readonly rider: Login;
  close(): Promise<void>;
}

export async function serveDemo(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'passaggio-web-'));
  const config = configFrom({
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    PORT: '0',
    COORDINATOR_NUMBER: COORDINATOR.number,
    COORDINATOR_PIN: COORDINATOR.pin,
  });
  const product = await start(config, {});
  const close = async () => {
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { scene } = await loadDemo({ origin: product.origin, coordinator: COORDINATOR });
    return { origin: product.origin, rider: scene.rider, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

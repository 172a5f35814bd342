/** A phone of its own: a real Chromium process with its own profile on disk, which can die like a battery and start again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { FLAGS } from '../stage.ts';

export interface Device {
  page: Page;
  context: BrowserContext;
  /** SIGKILL to the whole browser, without a word of warning; then the same profile again. */
  die(): Promise<void>;
  close(): Promise<void>;
}

/** @param flags  beside the usual ones, e.g. a camera that shows a file */
export async function openDevice(flags: readonly string[] = []): Promise<Device> {
  const profile = mkdtempSync(join(tmpdir(), 'passaggio-phone-'));
  let running = await start(profile, flags);
  const device = { ...(await attach(running)) } as Device;
  device.die = async () => {
    await kill(running.child);
    running = await start(profile, flags);
    Object.assign(device, await attach(running));
  };
  device.close = async () => {
    await kill(running.child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return device;
}

interface Running {
  readonly child: ChildProcess;
  readonly debugger: string;
}

function start(profile: string, flags: readonly string[]): Promise<Running> {
  const args = [...FLAGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--lang=en-GB', ...flags, 'about:blank'];
  const child = spawn(process.env['CHROMIUM'] ?? 'chromium', args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  return new Promise((done, failed) => {
    child.on('exit', (code) => failed(new Error(`chromium ended with ${code} before it listened: ${said}`)));
    child.stderr.on('data', (text: Buffer) => {
      said += String(text);
      const found = /DevTools listening on (ws:\S+)\s/.exec(said)?.[1];
      if (found !== undefined) done({ child, debugger: found });
    });
  });
}

async function attach({ debugger: address }: Running): Promise<Pick<Device, 'page' | 'context'>> {
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0]!;
  context.setDefaultTimeout(60_000);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: 360, height: 568 });
  return { page, context };
}

/** Its whole process group: it was made its leader. */
function kill(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    process.kill(-child.pid!, 'SIGKILL');
  });
}

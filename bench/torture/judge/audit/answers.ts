/** Every acknowledged answer is still given; what was in doubt is settled with the same id. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../acts/scene.ts';
import type { Command } from '../commands.ts';
import { together } from '../together.ts';

const WIDTH = 16;
/** Milliseconds within which what was in doubt is settled. */
const PATIENCE = 120_000;

/** A command that nobody says anything of within the time is a fault, and asked for no more. */
export async function settleDoubts({ commands, town, verdict }: Scene): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (let attempt = 0; commands.open().length > 0; attempt += 1) {
    if (attempt > 0) await pause(Math.min(1_000, 50 * 2 ** attempt));
    await together(commands.open(), WIDTH, async (command) => void (await commands.deliver(command)));
    if (attempt === 3) await town.signIn();
    if (performance.now() < until) continue;
    for (const { id, kind } of commands.open()) {
      verdict.charge('faults', `${kind} ${id} was in doubt for ${PATIENCE / 1000} s`);
      commands.giveUp(id);
    }
  }
}

export async function replay(which: readonly Command[], { commands }: Scene): Promise<void> {
  let left = which;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === 20) throw new Error(`${left.length} answers could not be asked for again, e.g. ${left[0]!.id}`);
    if (attempt > 0) await pause(Math.min(1_000, 20 * 2 ** attempt));
    const away: Command[] = [];
    await together(left, WIDTH, async (command) => {
      const delivery = await commands.deliver(command);
      if (delivery === 'open' || delivery === 'away') away.push(command);
    });
    left = away;
  }
}

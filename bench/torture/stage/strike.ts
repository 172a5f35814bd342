/** Carries a blow out while requests are in flight. */
import { setTimeout as pause } from 'node:timers/promises';
import { HOUR, MINUTE } from '@passaggio/contracts';
import type { Point } from '../child/orders.ts';
import type { Scene } from '../judge/acts/scene.ts';
import { planOrPublish, setUpAgain } from '../judge/acts/plan.ts';
import type { Blow, Fault } from './blows.ts';
import type { Arena } from './arena.ts';
import type { Stand } from './stand.ts';

/** Answers in a round before the blow. */
const BEFORE = [30, 70] as const;
/** Milliseconds from there to a random kill. */
const JITTER = 30;
/** Milliseconds within which an armed point is met. */
const MET = 30_000;
/** Answers that a fault lasts for, at the least. */
const DURING = 30;

export async function strike(blow: Blow, arena: Arena): Promise<void> {
  const { stand, scene, draw } = arena;
  await scene.commands.reached(scene.commands.acknowledged + draw.int(...BEFORE));
  if ('fault' in blow) return carryOut(blow.fault, arena);
  if (blow.kill !== 'random') return meet(blow.kill, stand, scene);
  await pause(draw.next() * JITTER);
  await stand.kill();
}

/** Arms a point and waits until the product has died there. */
async function meet(point: Point, stand: Stand, scene: Scene): Promise<void> {
  await stand.running.order({ order: 'arm', point });
  const died = stand.died();
  const late = pause(MET, 'nowhere' as const, { ref: false });
  if (point === 'inside-rebuild') await scene.commands.deliver(setUpAgain(scene));
  if (point === 'inside-plan-commit') await plansUntil(Promise.race([died, late]), scene);
  const at = await Promise.race([died, late]);
  if (at !== point) throw new Error(`the product was to die at ${point}, and died ${at ?? 'otherwise'}`);
}

/** Plans and publishes none: where commits are fast it takes many until one is hit, and open days must not run out meanwhile. */
async function plansUntil(over: Promise<unknown>, scene: Scene): Promise<void> {
  let going = true;
  void over.then(() => (going = false));
  while (going) {
    const command = planOrPublish(scene, 0);
    if (command === undefined) await pause(1);
    else await scene.commands.deliver(command);
  }
}

async function carryOut(fault: Fault, arena: Arena): Promise<void> {
  const { place, stand, scene, draw } = arena;
  const { mongo } = place;
  switch (fault) {
    case 'clock-forward':
      await stand.moveClock(HOUR + draw.next() * 2 * HOUR);
      break;
    case 'clock-back':
      await stand.moveClock(-(10 * MINUTE + draw.next() * HOUR));
      break;
    case 'disk-full':
      return fillDisk(arena);
    case 'primary-killed':
      await mongo!.killPrimary();
      break;
    case 'primary-stepped-down':
      await mongo!.stepDown();
      break;
    case 'primary-paused':
      await mongo!.pausePrimary(10_000);
      break;
    case 'network-cut':
      await mongo!.cutPrimary(1_000 + draw.next() * 6_000);
      break;
  }
  await scene.commands.reached(scene.commands.acknowledged + DURING);
}

/** The disk is full until some were told so; then there is room again. */
async function fillDisk({ stand, scene }: Arena): Promise<void> {
  const told = () => scene.commands.problems.get('store-away') ?? 0;
  const before = told();
  await stand.running.order({ order: 'room', pages: 2 });
  while (told() < before + DURING) await pause(5);
  await stand.running.order({ order: 'room', pages: 1_000_000 });
  await scene.commands.reached(scene.commands.acknowledged + DURING);
}

/** What one of many people does next. */
import { NoAnswer, ProblemError } from '@passaggio/contracts';
import type { Command, Delivery } from '../commands.ts';
import { book, bookForSomebody } from './book.ts';
import { cancel } from './cancel.ts';
import { facts } from './facts.ts';
import { planOrPublish } from './plan.ts';
import type { Scene } from './scene.ts';

type Doing = (scene: Scene) => Promise<Delivery>;

/** A phone keeps what got no answer and sends it again; after that it is left for later. */
const TRIES = 3;

const send =
  (make: (scene: Scene) => Command | undefined): Doing =>
  async (scene) => {
    const command = make(scene) ?? book(scene);
    let delivery = await scene.commands.deliver(command);
    for (let tries = 1; tries < TRIES && delivery === 'open'; tries += 1) delivery = await scene.commands.deliver(command);
    return delivery;
  };

/** The same wish sent twice at once: both get the same answer. */
const twice: Doing = async (scene) => {
  const command = book(scene);
  const [first, second] = await Promise.all([scene.commands.deliver(command), scene.commands.deliver(command)]);
  return first === 'answered' ? second : first;
};

/** Something acknowledged is sent again. */
const again: Doing = (scene) => scene.commands.deliver(acknowledged(scene) ?? book(scene));

/** Its id is sent with another body. */
const other: Doing = async (scene) => {
  const command = acknowledged(scene);
  if (command?.sendOther === undefined) return scene.commands.deliver(book(scene));
  return quietly(async () => {
    if (!(await command.sendOther!())) scene.verdict.charge('duplicated', `${command.kind} ${command.id} was taken with another body`);
  });
};

/** Phones and consoles catch up. */
const look: Doing = ({ town, draw }) => {
  const pole = draw.pick(town.poles);
  return quietly(() => (draw.chance(0.5) ? pole.stream : draw.pick(pole.riders).stream).catchUp());
};

function acknowledged({ commands, draw }: Scene): Command | undefined {
  const all = commands.answered();
  return all.length === 0 ? undefined : draw.pick(all);
}

export async function quietly(work: () => Promise<void>): Promise<Delivery> {
  try {
    await work();
    return 'answered';
  } catch (cause) {
    if (cause instanceof NoAnswer) return 'away';
    if (cause instanceof ProblemError) return 'open';
    throw cause;
  }
}

/** How often, of a hundred. */
const HABITS: readonly (readonly [number, Doing])[] = [
  [46, send(book)],
  [5, send(bookForSomebody)],
  [14, send(cancel)],
  [6, send(facts)],
  [4, send(planOrPublish)],
  [11, again],
  [4, other],
  [5, twice],
  [5, look],
];

export function act(scene: Scene): Promise<Delivery> {
  let left = scene.draw.next() * 100;
  const [, doing] = HABITS.find(([share]) => (left -= share) < 0) ?? HABITS[0]!;
  return doing(scene);
}

/** What is judged while nobody asks for anything: after each restart all new answers and one of the poles, at the end everything. */
import type { DayView } from '@passaggio/contracts';
import type { Scene } from '../acts/scene.ts';
import { serviceDateAt } from '../calendar.ts';
import type { Journal } from '../journal.ts';
import { insist, together } from '../together.ts';
import type { Pole } from '../town.ts';
import { replay, settleDoubts } from './answers.ts';
import { judgeDay, judgeMissing } from './days.ts';
import { judgeRides } from './rides.ts';

/** Older answers that are asked for again after each restart, besides all new ones. */
const OLDER = 40;
const WIDTH = 8;
/** Service dates seen by staff, from the running one. */
const [FROM, TO] = [-1, 4];

/** @param since  the number of acknowledged commands before this round */
export async function auditRound(since: number, scene: Scene): Promise<void> {
  const { commands, draw, town } = scene;
  await insist(() => town.staySignedIn(scene.now()));
  await settleDoubts(scene);
  const answered = commands.answered();
  const older = Array.from({ length: Math.min(OLDER, since) }, () => answered[draw.int(0, since - 1)]!);
  await replay([...new Set([...older, ...answered.slice(since)])], scene);
  await look(scene, [town.poles[draw.int(0, town.poles.length - 1)]!], () => draw.chance(0.1));
}

/** The journal, from the disk, says what was acknowledged: all of it is asked for again, all streams are read again. */
export async function auditAll(journal: Journal, scene: Scene): Promise<void> {
  const { commands, verdict, town } = scene;
  await insist(() => town.staySignedIn(scene.now()));
  await settleDoubts(scene);
  await replay(commands.answered(), scene);
  for (const { id, answer } of await journal.read()) {
    if (commands.answerOf(id) !== answer) verdict.charge('lost', `the journal has another answer for ${id}`);
  }
  await look(scene, town.poles, () => true);
}

/** @param rereads  which streams are read again from before */
async function look(scene: Scene, poles: readonly Pole[], rereads: () => boolean): Promise<void> {
  const streams = poles.flatMap((pole) => [pole.stream, ...pole.riders.map((rider) => rider.stream)]);
  await together(streams, WIDTH, async (one) => {
    await insist(() => one.catchUp());
    if (rereads()) await insist(() => one.reread());
  });
  judgeRides(new Set(poles.flatMap((pole) => pole.riders.map((rider) => rider.account))), scene);
  const days: DayView[] = [];
  const wanted = poles.flatMap((pole) => Array.from({ length: TO - FROM + 1 }, (_, i) => ({ pole, serviceDate: serviceDateAt(scene.now(), FROM + i) })));
  await together(wanted, WIDTH, async ({ pole: { pole, operator }, serviceDate }) => {
    days.push(await insist(() => operator('viewDay', { params: { pole, serviceDate } })));
  });
  for (const day of days) judgeDay(day, scene);
  judgeMissing(days, scene);
}

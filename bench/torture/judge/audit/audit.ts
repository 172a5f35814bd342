/** What is judged while nobody asks for anything: after each restart what is near, at the end everything. */
import type { DayView } from '@passaggio/contracts';
import type { Scene } from '../acts/scene.ts';
import { serviceDateAt } from '../calendar.ts';
import type { Journal } from '../journal.ts';
import { insist, together } from '../together.ts';
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
  await insist(() => town.signIn());
  await settleDoubts(scene);
  const answered = commands.answered();
  const older = Array.from({ length: Math.min(OLDER, since) }, () => answered[draw.int(0, since - 1)]!);
  await replay([...new Set([...older, ...answered.slice(since)])], scene);
  await look(scene, { rereads: () => draw.chance(0.1), sees: () => draw.chance(0.4) });
}

/** The journal, from the disk, says what was acknowledged: all of it is asked for again, all streams are read again. */
export async function auditAll(journal: Journal, scene: Scene): Promise<void> {
  const { commands, verdict, town } = scene;
  await insist(() => town.signIn());
  await settleDoubts(scene);
  await replay(commands.answered(), scene);
  for (const { id, answer } of await journal.read()) {
    if (commands.answerOf(id) !== answer) verdict.charge('lost', `the journal has another answer for ${id}`);
  }
  await look(scene, { rereads: () => true, sees: () => true });
}

/** Which streams are read again, and which days are seen as staff see them. */
interface Looks {
  readonly rereads: () => boolean;
  readonly sees: () => boolean;
}

async function look(scene: Scene, { rereads, sees }: Looks): Promise<void> {
  const { town, now } = scene;
  const streams = town.poles.flatMap((pole) => [pole.stream, ...pole.riders.map((rider) => rider.stream)]);
  await together(streams, WIDTH, async (one) => {
    await insist(() => one.catchUp());
    if (rereads()) await insist(() => one.reread());
  });
  judgeRides(scene);
  const days: DayView[] = [];
  const wanted = town.poles.flatMap((pole) => Array.from({ length: TO - FROM + 1 }, (_, i) => ({ pole, serviceDate: serviceDateAt(now(), FROM + i) })));
  await together(wanted.filter(sees), WIDTH, async ({ pole: { pole, operator }, serviceDate }) => {
    days.push(await insist(() => operator('viewDay', { params: { pole, serviceDate } })));
  });
  for (const day of days) judgeDay(day, scene);
  judgeMissing(days, scene);
}

/** Clock and randomness are passed in: the optimizer, the domain, the use cases and matching never reach for them. */
import { complain, forbid, tracked } from './files.ts';

const places = ['optimizer/src/', 'server/src/domain/', 'server/src/usecases/', 'server/src/matching/'];
const threads = ['optimizer/src/worker/thread.ts']; // a thread is where the clock is passed in

const files = tracked().filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(file) && !threads.includes(file));
for (const place of places) {
  const read = files.filter((file) => file.startsWith(place));
  if (read.length < 5) complain(`read ${read.length} files of ${place}, expected at least 5`);
  forbid(
    { what: 'a clock that is not passed in', pattern: /Date\.now\b|new Date\(\)|performance\.now\b|Temporal\.Now\b/, planted: 'const at = Date.now();' },
    read,
  );
  forbid(
    { what: 'chance that is not passed in', pattern: /Math\.random\b|randomUUID|randomBytes|randomInt/, planted: 'if (Math.random() < 0.5) return;' },
    read,
  );
}

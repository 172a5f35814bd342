/** Clock and randomness are passed in (style rule 12): the optimizer, the domain, the use cases and matching never reach for them. */
import { found, tracked } from './files.ts';

const FORBIDDEN = /Math\.random|Date\.now\(|new Date\(\)|performance\.now/;
const places = ['optimizer/src/', 'server/src/domain/', 'server/src/usecases/', 'server/src/matching/'];
const threads = ['optimizer/src/worker/thread.ts']; // a thread is where the clock is passed in

const files = tracked().filter((file) => places.some((place) => file.startsWith(place)) && file.endsWith('.ts') && !file.endsWith('.test.ts') && !threads.includes(file));
if (files.length < 40) throw new Error(`read ${files.length} files, expected at least 40`);
found('clock or randomness that is not passed in', files, FORBIDDEN);

/** What must not be in the tree: paths of one machine, third-party addresses in pages, tests switched off, fixed sleeps in tests. */
import { found, tracked } from './files.ts';

const self = 'scripts/checks/tree.ts';
const files = tracked().filter((file) => /\.(ts|tsx|mjs|css|html|json|md|yaml)$/.test(file) && file !== self && file !== 'pnpm-lock.yaml');
const tests = files.filter((file) => /\.test\.tsx?$/.test(file));
const pages = files.filter((file) => /^(web|driver-app|ui)\/(?!looks\/)/.test(file) && !/\.test\./.test(file));
if (files.length < 100 || tests.length < 5 || pages.length < 20) throw new Error(`read ${files.length} files, ${tests.length} tests, ${pages.length} of pages: too few`);

found('a path of one machine', files, /(^|[^.\w])\/(work|root|home|farm)\/[a-z]|\/tmp\/bash/);
// a store that cannot be had on this machine is skipped aloud; CI asks for it
found('a test switched off or narrowed', tests, /\.(only|todo|fails)\(|\b(test|it|describe)\.skip\((?!'[^']*: no [a-z]+')/);
found('a fixed sleep in a test', tests, /waitForTimeout|setTimeout\([^,]+, *[0-9]{3,}\)/);
// wa.me is where a link leads that a person taps, not a request of the page
found('a third-party address in a page', pages, /https?:\/\/(?!localhost|127\.0\.0\.1|www\.w3\.org|wa\.me\/)/);

/** What must not be in the tree: paths of one machine, third-party addresses in pages, tests switched off, fixed sleeps in tests. */
import { complain, forbid, tracked } from './files.ts';

const self = 'scripts/checks/tree.ts';
const texts = tracked().filter(
  (file) => (/\.(ts|tsx|mjs|cjs|css|html|json|md|yaml|csv|svg|po)$/.test(file) || /^(\.ci|LICENSE|\.gitignore)/.test(file)) && file !== self,
);
const tests = texts.filter((file) => /\.(test|contract)\.tsx?$/.test(file));
const pages = texts.filter((file) => /^(web|driver-app|ui)\//.test(file) && !/\.test\./.test(file));
if (texts.length < 150 || tests.length < 20 || pages.length < 50)
  complain(`read ${texts.length} files, ${tests.length} tests, ${pages.length} of pages: too few`);

forbid({ what: 'a path of one machine', pattern: /(^|[^.\w])\/(work|root|home|Users)\/[\w.]|\/tmp\/\w/, planted: "readFile('/home/anna/day.json')" }, texts);
forbid(
  {
    what: 'a test switched off or narrowed',
    pattern: /^(?!\s*if \().*\b(test|it|describe|suite)(\.\w+)*\.(only|todo|fails|skip)\b/,
    planted: "test.concurrent.only('a seat', () => {",
  },
  tests,
);
forbid({ what: 'a fixed sleep in a test', pattern: /waitForTimeout|setTimeout\([^,]+, *[0-9_]{3,}\)/, planted: 'await page.waitForTimeout(500);' }, tests);
forbid(
  {
    what: 'a third-party address in a page',
    pattern: /https?:\/\/(?!(localhost|127\.0\.0\.1|www\.w3\.org|wa\.me)\b)[\w[]/,
    planted: '<script src="https://cdn.example.org/x.js">',
  },
  pages,
);
forbid(
  {
    what: "a package registry's address",
    pattern: /(registry|index|proxy|mirror)[\w.-]*\.[a-z]{2,}[:/]|tarball: *http/i,
    planted: 'tarball: https://npm.example.org/x.tgz',
  },
  texts,
);
forbid({ what: 'a secret', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY|\b(ghp|glpat|npm)_\w{20,}/, planted: '-----BEGIN PRIVATE KEY-----' }, texts);

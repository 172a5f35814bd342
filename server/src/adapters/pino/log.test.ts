import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What a process that does this has said on standard output by its end. */
function said(doing: string): unknown[] {
  const script = `import { openLog } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)};\nconst log = openLog('info');\n${doing}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

test('a fault, and what stands before it, is out before the process can be killed', () => {
  expect(said(`log.info('before'); log.error('fault'); process.kill(process.pid, 'SIGKILL');`)).toEqual(['before', 'fault']);
});

test('whoever ends as asked has said everything', () => {
  expect(said(`log.info('one'); log.info('two'); process.exit(0);`)).toEqual(['one', 'two']);
});

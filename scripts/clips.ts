/**
 * Makes the test recordings under `ui/clips/LANGUAGE/CLIP.opus` with a speech program, for the first screens and the numbers on them. They are
 * there to try the mechanism, and are replaced by what mediators record. Needs espeak-ng and opusenc (Debian: espeak-ng, opus-tools).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written, type Written } from '../ui/src/language/languages.ts';
import { symbols } from '../ui/src/plate/symbols.ts';
import { riderCatalogue } from '../ui/src/voice/catalogues.ts';
import { firstClips, textOf, type Clip } from '../ui/src/voice/clips.ts';

const voices: { readonly [code in Written]: string } = { it: 'it', en: 'en-gb', fr: 'fr-fr', ar: 'ar', ur: 'ur' };
const states = 'asked waiting accepted seat changed not-sent here missed cancelled refused'.split(' ');
const plain =
  'language common.listen common.retry common.noAnswer tile.bus tile.help tile.cancel more home.empty home.again day.sleeps_0 day.sleeps_1 book.farm book.confirm book.go book.shift book.place book.both card.code plate.bus act.understand act.stillHere act.yes act.keep help.message help.danger help.call help.no phone.title phone.mine phone.borrowed phone.why phone.next';
const texts = [...plain.split(' '), ...states.map((state) => `state.${state}`), ...symbols.map(({ name }) => `symbol.${name}`)].map((key) => `w.${key}`);
const hours = [4, 5, 6, 7, 12, 13, 14, 20];
const minutes = [0, 10, 15, 20, 30, 40, 45, 50];
const times = [...hours.map((h) => `h.${h}`), ...minutes.map((m) => `m.${m}`)];
const days = [0, 1, 2, 3, 4, 5, 6].map((day) => `d.${day}`);

const missing = ['espeak-ng', 'opusenc'].filter((program) => spawnSync(program, ['--version']).status !== 0);
if (missing.length > 0) {
  process.stderr.write(`SKIPPED: no test recordings were made, ${missing.join(' and ')} not found: apt-get install espeak-ng opus-tools\n`);
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'passaggio-clips-'));
  for (const language of written) record(language, [`l.${language}`, ...firstClips, ...texts, ...times, ...days], scratch);
  rmSync(scratch, { recursive: true, force: true });
}

function record(language: Written, clips: readonly Clip[], scratch: string): void {
  const catalogue = riderCatalogue(language);
  const folder = new URL(`../ui/clips/${language}/`, import.meta.url).pathname;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const clip of clips) {
    const text = textOf(clip, language, catalogue);
    if (text === undefined) throw new Error(`${language} has no text for the clip ${clip}`);
    const wave = join(scratch, 'clip.wav');
    run('espeak-ng', ['-v', voices[language], '-s', '160', '-w', wave, text]);
    run('opusenc', [
      '--quiet',
      '--bitrate',
      '8',
      '--framesize',
      '60',
      '--comp',
      '10',
      '--padding',
      '0',
      '--discard-comments',
      wave,
      join(folder, `${clip}.opus`),
    ]);
  }
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

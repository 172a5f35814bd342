/**
 * `scripts/clips.ts [CLIP ...]`: makes the test recordings that are missing under `ui/clips/LANGUAGE/CLIP.opus` with a speech program, for everything
 * that the rider's page says, and those named, whose words have changed. They are there to try the mechanism, and are replaced by what mediators record: what
 * is there is left alone. Needs espeak-ng and opusenc (Debian: espeak-ng, opus-tools).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written, type Written } from '../ui/src/language/languages.ts';
import { riderCatalogue } from '../ui/src/voice/catalogues.ts';
import { clipList } from '../ui/src/voice/clipList.ts';
import { textOf } from '../ui/src/voice/clips.ts';

/** The program's voices, in words a minute: a language is to stay below 600 kB. */
const voices: { readonly [code in Written]: readonly [voice: string, speed: string] } = {
  it: ['it', '172'],
  en: ['en-gb', '160'],
  fr: ['fr-fr', '160'],
  ar: ['ar', '240'],
  ur: ['ur', '192'],
};
const again = new Set(process.argv.slice(2));
const missing = ['espeak-ng', 'opusenc'].filter((program) => spawnSync(program, ['--version']).status !== 0);
if (missing.length > 0) {
  process.stderr.write(`SKIPPED: no test recordings were made, ${missing.join(' and ')} not found: apt-get install espeak-ng opus-tools\n`);
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'passaggio-clips-'));
  for (const language of written) record(language, scratch);
  rmSync(scratch, { recursive: true, force: true });
}

function record(language: Written, scratch: string): void {
  const catalogue = riderCatalogue(language);
  const folder = new URL(`../ui/clips/${language}/`, import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const clips = clipList(language, catalogue);
  const wanted = new Set(clips.map((clip) => `${clip}.opus`));
  for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file));
  for (const clip of clips) {
    const file = join(folder, `${clip}.opus`);
    if (existsSync(file) && !again.has(clip)) continue;
    const text = textOf(clip, language, catalogue);
    if (text === undefined) throw new Error(`${language} has no text for the clip ${clip}`);
    const wave = join(scratch, 'clip.wav');
    const [voice, speed] = voices[language];
    run('espeak-ng', ['-v', voice, '-s', speed, '-w', wave, text]);
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
      '--serial',
      serialOf(`${language}/${clip}`),
      wave,
      file,
    ]);
  }
}

/** The number of an Ogg stream is random if not given: the same words are to be the same file. */
function serialOf(name: string): string {
  return String(createHash('sha256').update(name).digest().readInt32LE());
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

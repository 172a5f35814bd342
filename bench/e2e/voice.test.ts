import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COORDINATOR, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2027-07-01T14:00:00Z');
});
afterAll(() => stage.close());

/** A phone that writes down each clip it plays; without recordings where told so. Chromium under test has no device voice. */
async function phone(options: { readonly recordings: boolean }) {
  const { page } = await stage.browser({ locale: 'it' });
  const clips: string[] = [];
  await page.exposeFunction('heard', (clip: string) => clips.push(clip));
  await page.addInitScript(() => {
    document.addEventListener('passaggio:clip', (event) => {
      const { clip, language, how } = (event as CustomEvent<{ clip: string; language: string; how: string }>).detail;
      (window as unknown as { heard: (line: string) => void }).heard(`${clip} ${language} ${how}`);
    });
  });
  if (!options.recordings) await page.route('**/*.opus', (route) => route.abort());
  await page.goto(stage.origin);
  return { page, clips };
}

const heard = (clips: readonly string[], wanted: readonly string[]) => expect.poll(() => clips.join('\n'), { timeout: 20_000 }).toContain(wanted.join('\n'));
const language = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the first tap on a language says its name in it, the second chooses; nothing is said by itself', async () => {
  const { page, clips } = await phone({ recordings: true });
  await language(page, 'العربية').click();
  await heard(clips, ['l.ar ar recording']);
  expect(await page.locator('[data-screen="language"]').count()).toBe(1);
  await language(page, 'العربية').click();
  await page.locator('[data-screen="sign-in-number"]').waitFor();
  expect(clips).toEqual(['l.ar ar recording']);
});

test('the speaker says what the screen shows; then a first tap says the control and a second acts; the speaker again ends it', async () => {
  const { page, clips } = await phone({ recordings: true });
  await language(page, 'Italiano').dblclick();
  await page.getByRole('button', { name: 'Ascolta' }).click();
  await heard(clips, ['w.common.number it recording']);
  expect(await page.locator('html[data-listening]').count()).toBe(1);
  await page.getByRole('button', { name: '7', exact: true }).click();
  await heard(clips, ['w.common.number it recording', 'n.7 it recording']);
  expect(await page.locator('[data-filled="true"]').count()).toBe(0);
  await page.getByRole('button', { name: '7', exact: true }).click();
  expect(await page.locator('[data-filled="true"]').count()).toBe(1);
  await page.getByRole('button', { name: 'Ascolta' }).click();
  await page.getByRole('button', { name: '8', exact: true }).click();
  expect(await page.locator('[data-filled="true"]').count()).toBe(2);
  await stage.picture(page, 'listening-over');
});

test('where no clip can be fetched every control still plays: a tone, and its clip is logged', async () => {
  const { page, clips } = await phone({ recordings: false });
  await language(page, 'Wolof').dblclick(); // words in French, the next of its chain
  await page.getByRole('button', { name: 'Écouter' }).click();
  await heard(clips, ['w.common.number wo tone']);
  for (const [name, clip] of [
    ['Sortir vite', 'w.leave'],
    ['Langue', 'w.language'],
    ['4', 'n.4'],
    ['Effacer un chiffre', 'w.keypad.erase'],
    ['Suivant', 'w.signIn.next'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    await heard(clips, [`${clip} wo tone`]);
  }
});

test('staff see which clips each language lacks', async () => {
  const { page } = await stage.browser({ width: 1200, height: 800, locale: 'it' });
  await page.goto(`${stage.origin}/console`);
  await page.getByLabel('Il tuo numero').fill(COORDINATOR.number);
  await page.getByLabel('Il tuo PIN').fill(COORDINATOR.pin);
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
  await page.getByRole('link', { name: 'Voci' }).click();
  const missing = (code: string) => page.locator(`[data-language="${code}"]`).getAttribute('data-missing');
  expect(Number(await missing('it'))).toBeLessThan(Number(await missing('mnk')));
  await page.getByText('Mandinka').first().click();
  await page.locator('[data-language="mnk"]').getByText('w.tile.bus', { exact: true }).waitFor();
  await stage.picture(page, 'console-prompts');
});

test('no page asked anything of another origin, and the content security policy has nothing to report', () => {
  expect(stage.strayed).toEqual([]);
});

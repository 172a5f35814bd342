import type { Choices } from '@passaggio/contracts';
import { Keypad, Typed } from '@passaggio/ui';
import { useState } from 'react';
import { Forward, Notice } from '../../lib/rider/Buttons.tsx';
import { Screen } from '../../lib/rider/Screen.tsx';
import { say, useRiderWords } from '../../lib/rider/words.ts';

type Site = Choices['sites'][number];

interface FarmNumberProps {
  readonly sites: readonly Site[];
  readonly choose: (site: Site) => void;
  readonly back: () => void;
  readonly leave: () => void;
}

/** Among many farms: its number, as it stands on the gate and on the last card. */
export function FarmNumber({ sites, choose, back, leave }: FarmNumberProps) {
  const { t } = useRiderWords();
  const [typed, setTyped] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const length = Math.max(...sites.map(({ number }) => String(number).length));
  const change = (next: string): void => {
    setUnknown(false);
    setTyped(next);
  };
  const enter = (): void => {
    const site = sites.find(({ number }) => String(number) === typed.replace(/^0+/, ''));
    if (site !== undefined) return choose(site);
    setUnknown(true);
    setTyped('');
  };
  return (
    <Screen
      name="farm-number"
      title={t('book.number')}
      shows={say('book.number')}
      back={back}
      leave={leave}
      forward={
        <Forward icon="forward" say={say('signIn.next')} act={enter}>
          {t('signIn.next')}
        </Forward>
      }
    >
      {isUnknown ? (
        <Notice icon="warning" tone="stop" shows={say('book.noFarm')}>
          {t('book.noFarm')}
        </Notice>
      ) : (
        <Typed value={typed} length={length} label={t('book.number')} />
      )}
      <Keypad value={typed} length={length} change={change} enter={enter} />
    </Screen>
  );
}

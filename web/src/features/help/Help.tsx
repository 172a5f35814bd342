import { Icon, Ltr } from '@passaggio/ui';
import { useState } from 'react';
import { Notice, Wide } from '../../lib/rider/Buttons.tsx';
import buttons from '../../lib/rider/buttons.module.css';
import { useGo } from '../../lib/rider/go.ts';
import { Screen } from '../../lib/rider/Screen.tsx';
import { useRiderWords } from '../../lib/rider/words.ts';
import { useNow, useRider } from '../rides/useRider.ts';
import { answersNow, helpdesk } from './hours.ts';

/** Who answers now, as a call or in writing; 112 is asked once, then dialled. */
export function Help() {
  const { t, rich } = useRiderWords();
  const { zone, leave } = useRider();
  const go = useGo();
  const open = answersNow(useNow(), zone);
  const [danger, setDanger] = useState(false);
  if (danger) return <Danger back={() => setDanger(false)} />;
  return (
    <Screen name="help" title={t('tile.help')} back={() => go('/')} leave={leave}>
      <Notice icon="clock" tone={open ? 'ok' : 'late'}>
        {open
          ? rich('help.hours', { from: <Ltr>{helpdesk.from}</Ltr>, to: <Ltr>{helpdesk.to}</Ltr> })
          : rich('help.closed', { from: <Ltr>{helpdesk.from}</Ltr> })}
      </Notice>
      {open && (
        <a className={buttons.wide} href={`tel:${helpdesk.phone}`}>
          <Icon name="phone" size={40} />
          <span>
            {t('help.helpdesk')} <Ltr>{helpdesk.shown}</Ltr>
          </span>
        </a>
      )}
      <a className={buttons.wide} href={`https://wa.me/${helpdesk.whatsapp}`} rel="noreferrer noopener">
        <Icon name="chat" size={40} />
        <span>
          {t('help.message')} <Ltr>WhatsApp</Ltr>
        </span>
      </a>
      <Wide icon="warning" act={() => setDanger(true)}>
        {t('help.danger')} <Ltr>112</Ltr>
      </Wide>
    </Screen>
  );
}

function Danger({ back }: { readonly back: () => void }) {
  const { t } = useRiderWords();
  const { leave } = useRider();
  return (
    <Screen name="danger" title={t('help.askDanger', { number: '112' })} back={back} leave={leave}>
      <a className={buttons.forward} data-tone="stop" href="tel:112">
        <Icon name="phone" size={40} />
        <span>
          {t('help.call')} <Ltr>112</Ltr>
        </span>
      </a>
      <Wide icon="back" act={back}>
        {t('help.no')}
      </Wide>
    </Screen>
  );
}

import { dayName, Icon, Ltr, part, Zone } from '@passaggio/ui';
import { useContext } from 'react';
import { Notice } from '../../lib/rider/Buttons.tsx';
import buttons from '../../lib/rider/buttons.module.css';
import { say, useRiderWords } from '../../lib/rider/words.ts';
import { CallUs, HELPDESK } from './CallUs.tsx';
import { answersFrom, answersNow, helpdesk } from './hours.ts';

/** The anti-gangmaster helpdesk: when it answers, its number then, and in writing at any hour. In the zone of the programme where nobody is signed in. */
export function Helpdesk({ now }: { readonly now: number }) {
  const { t, rich, language } = useRiderWords();
  const zone = useContext(Zone);
  const open = answersNow(now, zone);
  const day = answersFrom(now, zone);
  const from = part.time(helpdesk.from);
  return (
    <>
      <Notice icon="clock" tone={open ? 'ok' : 'late'} shows={open ? say('help.hours', from, part.time(helpdesk.to)) : say('help.closed', part.day(day), from)}>
        {open
          ? rich('help.hours', { from: <Ltr>{helpdesk.from}</Ltr>, to: <Ltr>{helpdesk.to}</Ltr> })
          : rich('help.closed', { day: dayName(day, language), from: <Ltr>{helpdesk.from}</Ltr> })}
      </Notice>
      {open && <CallUs who={HELPDESK} />}
      <a className={buttons.wide} data-say={say('help.message')} href={`https://wa.me/${helpdesk.whatsapp}`} rel="noreferrer noopener">
        <Icon name="chat" size={40} />
        <span>
          {t('help.message')} <Ltr>WhatsApp</Ltr>
        </span>
      </a>
    </>
  );
}

import { clockTime, localDate } from '@passaggio/ui';
import { useEffect, useState } from 'react';
import styles from './clock-page.module.css';

/** Our own neutral page: a clock and nothing of ours. The phone's own time and zone, because it is nobody's ride. */
export function ClockPage() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const shown = clockTime(now, timeZone);
  useEffect(() => {
    document.title = shown;
  }, [shown]);
  return (
    <main className={styles.page} dir="ltr" data-screen="clock">
      <time className={styles.time}>{shown}</time>
      <p className={styles.date}>{localDate(now, timeZone)}</p>
    </main>
  );
}

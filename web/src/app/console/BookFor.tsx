import type { DayView, RideId, StaffRideAsk } from '@passaggio/contracts';
import { useState, type FormEvent } from 'react';
import { call, newId, wordOf } from './api.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

/** Books for somebody who cannot: by their number, which is shown nowhere else. */
export function BookFor({ day }: { readonly day: DayView }) {
  const { t } = useConsoleWords();
  const [said, setSaid] = useState<{ readonly tone: string; readonly words: string }>();
  const book = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => form.get(name) as string;
    const [site, shiftStart, shiftEnd] = text('shift').split(' ');
    const body = {
      id: newId() as RideId,
      rider: text('rider'),
      override: form.has('override'),
      serviceDate: day.head.serviceDate,
      site,
      shiftStart,
      shiftEnd,
      boardingPlace: text('place'),
      trip: text('trip'),
    } as StaffRideAsk;
    call('staffRequestRide', { params: { pole: day.head.pole }, body }).then(
      (answer) =>
        setSaid({
          tone: answer.answer === 'accepted' ? 'ok' : answer.answer === 'refused' ? 'stop' : 'late',
          words: answer.answer === 'refused' ? t(`refusal.${answer.reason}`) : t(`book.${answer.answer}`),
        }),
      (cause: unknown) => setSaid({ tone: 'stop', words: t(wordOf(cause)) }),
    );
  };
  return (
    <section aria-label={t('book')}>
      <h2>{t('book')}</h2>
      <form className={styles.acts} onSubmit={book}>
        <label className={styles.field}>
          <span>{t('book.rider')}</span>
          <input name="rider" inputMode="numeric" pattern="\d{8}" maxLength={8} required dir="ltr" autoComplete="off" />
        </label>
        <label className={styles.field}>
          <span>{t('book.shift')}</span>
          <select name="shift">
            {day.choices.sites.flatMap(({ id, number, name, shifts }) =>
              shifts.map(({ start, end }) => <option key={`${id} ${start}`} value={`${id} ${start} ${end}`}>{`${start} · ${number} ${name}`}</option>),
            )}
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('book.place')}</span>
          <select name="place">
            {day.choices.boardingPlaces.map(({ id, number, name }) => (
              <option key={id} value={id}>
                {`${number} ${name}`}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>{t('book.trip')}</span>
          <select name="trip">
            {(['both', 'outbound', 'return'] as const).map((trip) => (
              <option key={trip} value={trip}>
                {t(`book.trip.${trip}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.tick}>
          <input type="checkbox" name="override" /> {t('book.override')}
        </label>
        <button className={styles.go}>{t('book.go')}</button>
      </form>
      {said !== undefined && (
        <p role="status" className={styles.notice} data-tone={said.tone}>
          {said.words}
        </p>
      )}
    </section>
  );
}

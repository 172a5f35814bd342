import type { DayView } from '@passaggio/contracts';
import { Clock } from '@passaggio/ui';
import { demandOf } from './reduce.ts';
import styles from './console.module.css';
import { useConsoleWords } from './words.ts';

export function Demand({ day }: { readonly day: DayView }) {
  const { t } = useConsoleWords();
  const rows = demandOf(day.people);
  return (
    <table className={styles.table}>
      <caption>{t('demand')}</caption>
      <thead>
        <tr>
          {(['shift', 'site', 'seated', 'waiting', 'refused'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`demand.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>
              <Clock at={row.shiftStart} />
            </td>
            <th scope="row">{row.site}</th>
            <td>{row.seated}</td>
            <td data-tone={row.waiting > 0 ? 'late' : undefined}>{row.waiting}</td>
            <td data-tone={row.refused > 0 ? 'stop' : undefined}>{row.refused}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={5}>{t('demand.none')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

import styles from './ride-line.module.css';

/** What a point of the line is: a boarding place is a ring, a farm a filled square. */
export type LinePoint = 'stop' | 'farm';
/** `partly`: the bus is between the two points. */
export type LinePart = 'to-come' | 'partly' | 'done' | 'missed';

/**
 * A ride as a thick line with stops. Decoration for eyes: the words beside it carry the same, so it is hidden from readers.
 *
 * @param points  at least two
 * @param parts   one between each two points
 */
export function RideLine({
  points,
  parts,
  along = 'block',
}: {
  readonly points: readonly LinePoint[];
  readonly parts: readonly LinePart[];
  readonly along?: 'block' | 'inline';
}) {
  return (
    <span className={styles.line} data-along={along} aria-hidden="true">
      {points.map((point, i) => (
        <Piece key={i} point={point} part={i === 0 ? undefined : parts[i - 1]} />
      ))}
    </span>
  );
}

function Piece({ point, part }: { readonly point: LinePoint; readonly part: LinePart | undefined }) {
  return (
    <>
      {part === 'partly' && <span className={styles.part} data-part="done" />}
      {part !== undefined && (
        <span className={styles.part} data-part={part === 'partly' ? 'to-come' : part}>
          {part === 'missed' && <Gap />}
        </span>
      )}
      <span className={styles.point} data-point={point} />
    </>
  );
}

function Gap() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" focusable="false">
      <path d="M3 3l18 18M21 3L3 21" fill="none" stroke="currentColor" strokeWidth="4" />
    </svg>
  );
}

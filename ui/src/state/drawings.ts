/** States a person tells apart by shape alone (look.md, Layout). */
export const signs = [
  'not-sent',
  'asked',
  'waiting',
  'accepted',
  'seat',
  'changed',
  'on-its-way',
  'here',
  'on-board',
  'arrived',
  'return',
  'home',
  'missed',
  'no-show',
  'not-here',
  'cancelled',
  'refused',
  'left-out',
  'done',
  'unknown',
] as const;
export type SignName = (typeof signs)[number];

type Tone = 'plain' | 'late' | 'stop' | 'ok';
export interface Drawing {
  readonly tone: Tone;
  /** Stroked with 5 on a 48 grid. */
  readonly stroke?: string;
  readonly fill?: string;
}

const bus = 'M4 12h33l7 11v13H4z';
/** How each looks: shape first, then tone. */
export const drawings: { readonly [name in SignName]: Drawing } = {
  'not-sent': { tone: 'late', stroke: 'M24 5a19 19 0 1 0 .1 0zM24 13v12l8 5' },
  asked: {
    tone: 'plain',
    fill: 'M20 1h8v8h-8zM33.5 6.5h8v8h-8zM39 20h8v8h-8zM33.5 33.5h8v8h-8zM20 39h8v8h-8zM6.5 33.5h8v8h-8zM1 20h8v8h-8zM6.5 6.5h8v8h-8zM14 21h5v6h-5zM21.5 21h5v6h-5zM29 21h5v6h-5z',
  },
  waiting: {
    tone: 'late',
    fill: 'M3 8a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM2 16h12v14H2zM19 8a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM18 16h12v14H18zM35 8a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM34 16h12v14H34z',
    stroke: 'M4 42h38',
  },
  accepted: { tone: 'ok', stroke: 'M4 18l11 11L35 6', fill: 'M6 37h7v7H6zM20 37h7v7h-7zM34 37h7v7h-7z' },
  seat: { tone: 'ok', stroke: 'M5 25l13 13L43 9' },
  changed: { tone: 'late', stroke: 'M6 44V26a9 9 0 0 1 9-9h24M29 6l11 11-11 11' },
  'on-its-way': {
    tone: 'plain',
    stroke: 'M18 12h20l6 11v12H18zM18 23h26M1 14h10M1 24h10M1 34h10',
    fill: 'M19 36a5 5 0 1 0 10 0 5 5 0 0 0-10 0zM33 36a5 5 0 1 0 10 0 5 5 0 0 0-10 0z',
  },
  here: { tone: 'ok', fill: `${bus}M8 17v7h8v-7zM20 17v7h8v-7zM32 17v7h8l-4-7zM8 38a5 5 0 1 0 10 0zM30 38a5 5 0 1 0 10 0zM18 0h12l-6 9z` },
  'on-board': { tone: 'ok', stroke: bus, fill: 'M17 19a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM14 34v-9h16v9zM9 37a5 5 0 1 0 10 0zM30 37a5 5 0 1 0 10 0z' },
  arrived: { tone: 'ok', fill: 'M5 5h38v38H5zM13 22l-4 4 11 11 19-20-4-4-15 16z' },
  return: { tone: 'plain', stroke: 'M42 42V26a11 11 0 0 0-11-11H8M18 4L7 15l11 11' },
  home: { tone: 'ok', stroke: 'M4 24L24 6l20 18M10 20v22h28V20M17 31l5 5 9-10' },
  missed: { tone: 'stop', stroke: 'M1 24h9M38 24h9M16 16l16 16M32 16L16 32' },
  'no-show': { tone: 'late', stroke: 'M16 12a8 8 0 1 0 16 0 8 8 0 0 0-16 0zM8 44v-6a8 8 0 0 1 8-8h16a8 8 0 0 1 8 8v6M6 4l36 40' },
  'not-here': { tone: 'stop', stroke: 'M20 6a13 13 0 1 0 .1 0zM30 29l14 14M20 12v8', fill: 'M17 23h6v5h-6z' },
  cancelled: { tone: 'plain', stroke: 'M8 8l32 32M40 8L8 40' },
  refused: { tone: 'stop', fill: 'M15 3h18l12 12v18L33 45H15L3 33V15zM16 12l-4 4 8 8-8 8 4 4 8-8 8 8 4-4-8-8 8-8-4-4-8 8z' },
  'left-out': { tone: 'late', fill: 'M3 8a5 5 0 1 1 10 0 5 5 0 0 1-10 0zM2 16h12v14H2z', stroke: 'M24 8l18 20M42 8L24 28M4 42h38' },
  /** A page that is older than what it shows. */
  unknown: { tone: 'late', stroke: 'M13 15a11 11 0 1 1 16 10c-4 2-5 4-5 8', fill: 'M20 38h8v8h-8z' },
  done: { tone: 'plain', stroke: 'M6 8h36v32H6zM14 24l7 7 13-15' },
};

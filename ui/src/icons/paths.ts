/** Our own set: 24 grid, stroked, square ends, no fill. `turns` mirror in right-to-left. None of the ten plate symbols. */
interface Drawing {
  readonly d: string;
  readonly turns?: true;
}

export const icons = {
  again: { d: 'M19 9a8 8 0 1 0 1 5M20 3v6h-6' },
  back: { d: 'M21 12H4M11 5l-7 7 7 7', turns: true },
  bell: { d: 'M6 17V10a6 6 0 0 1 12 0v7M3 17h18M10 21h4' },
  bike: { d: 'M6 12.5a4 4 0 1 0 .1 0zM18 12.5a4 4 0 1 0 .1 0zM6 16.5l4-8h5l3 8M10 8.5l3 7M8 5.5h4M15 8.5l-1-4h3', turns: true },
  bus: { d: 'M2.5 5h16l3 6v7h-19zM2.5 11h19M8.5 5v6M14.5 5v6M7 16.5a2.2 2.2 0 1 0 .1 0zM17 16.5a2.2 2.2 0 1 0 .1 0z', turns: true },
  calendar: { d: 'M3.5 5.5h17v15h-17zM3.5 10.5h17M8 2.5v5M16 2.5v5' },
  chat: { d: 'M3 3.5h18v13h-8l-5 4.5v-4.5H3zM8 10h.1M12 10h.1M16 10h.1' },
  check: { d: 'M3.5 12.5l6 6L21 6' },
  clock: { d: 'M12 3a9 9 0 1 0 .1 0zM12 7v5.5l4 2.5' },
  contrast: { d: 'M12 3a9 9 0 1 0 .1 0zM12 3v18M15.5 5v14M18.5 7.5v9' },
  cross: { d: 'M5 5l14 14M19 5L5 19' },
  down: { d: 'M5 9l7 7 7-7' },
  download: { d: 'M12 3v12M6 10l6 6 6-6M4 20.5h16' },
  erase: { d: 'M9 5h12v14H9l-6-7zM12 9l6 6M18 9l-6 6', turns: true },
  eye: { d: 'M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 9.5a2.5 2.5 0 1 0 .1 0z' },
  farm: { d: 'M2.5 20.5l5-14h9l5 14zM12 6.5v14M9 6.5l-2 14M15 6.5l2 14' },
  filter: { d: 'M3 5h18l-7 8v7l-4-2v-5z' },
  forward: { d: 'M3 12h17M13 5l7 7-7 7', turns: true },
  help: { d: 'M4 15v-3a8 8 0 0 1 16 0v3M3.5 14.5h4v5h-4zM16.5 14.5h4v5h-4zM19 20v2h-6' },
  home: { d: 'M3 11.5L12 3.5l9 8M5.5 10v10.5h13V10M10 20.5v-6h4v6' },
  language: { d: 'M3.5 4h17v12.5H12L7.5 21v-4.5h-4z' },
  leave: { d: 'M11 4H4v16h7M10 12h11M16 7l5 5-5 5', turns: true },
  list: { d: 'M9 6h12M9 12h12M9 18h12M4 6h.1M4 12h.1M4 18h.1', turns: true },
  lock: { d: 'M5 11h14v9.5H5zM8 11V8a4 4 0 0 1 8 0v3' },
  map: { d: 'M3 6l6-2.5 6 2.5 6-2.5V18l-6 2.5L9 18l-6 2.5zM9 3.5V18M15 6v14.5' },
  minus: { d: 'M4 12h16' },
  moon: { d: 'M20 14.5A8.5 8.5 0 1 1 10.5 4a7 7 0 0 0 9.5 10.5z' },
  more: { d: 'M4 12h.1M12 12h.1M20 12h.1' },
  next: { d: 'M9 4l8 8-8 8', turns: true },
  'no-signal': { d: 'M4 20v-3M9 20v-7M14 20v-3M19 20V5M3 3l18 18' },
  note: { d: 'M5 3.5h14v17H5zM8.5 8.5h7M8.5 12.5h7M8.5 16.5h4' },
  'one-way': { d: 'M3 12h17M13 5l7 7-7 7', turns: true },
  pencil: { d: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4' },
  people: { d: 'M9 4.5a3.5 3.5 0 1 0 .1 0zM2.5 20.5v-2a5 5 0 0 1 5-5h3a5 5 0 0 1 5 5v2M16 5a3.5 3.5 0 0 1 0 6.5M18 14a5 5 0 0 1 3.5 4.5v2' },
  person: { d: 'M12 3.5a4 4 0 1 0 .1 0zM4 21v-2a5.5 5.5 0 0 1 5.5-5.5h5A5.5 5.5 0 0 1 20 19v2' },
  phone: { d: 'M5 3.5h4l2 5-2.7 1.7a12 12 0 0 0 5.5 5.5L15.5 13l5 2v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 13.5 3.5 5A1.5 1.5 0 0 1 5 3.5z' },
  place: { d: 'M6 2.5h12v8H6zM12 10.5V21M8 21.2h8' },
  plus: { d: 'M12 4v16M4 12h16' },
  previous: { d: 'M15 4l-8 8 8 8', turns: true },
  print: { d: 'M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v7H7z' },
  redo: { d: 'M20 9H9a5 5 0 0 0 0 10h6M15 4l5 5-5 5', turns: true },
  return: { d: 'M20.5 20v-9a5 5 0 0 0-5-5H4M9 1.5L4 6l5 4.5', turns: true },
  search: { d: 'M10.5 4a6.5 6.5 0 1 0 .1 0zM15.5 15.5L21 21' },
  speaker: { d: 'M3.5 9h4L13 4.5v15L7.5 15h-4zM16.5 9a4.5 4.5 0 0 1 0 6M19 6a9 9 0 0 1 0 12' },
  sun: { d: 'M12 8a4 4 0 1 0 .1 0zM12 1.5v3M12 19.5v3M1.5 12h3M19.5 12h3M4.5 4.5l2 2M17.5 17.5l2 2M19.5 4.5l-2 2M6.5 17.5l-2 2' },
  undo: { d: 'M4 9h11a5 5 0 0 1 0 10H9M9 4L4 9l5 5', turns: true },
  up: { d: 'M5 15l7-7 7 7' },
  warning: { d: 'M12 3.5L22 20.5H2zM12 10v4.5M12 17.5v.1' },
  wheel: { d: 'M12 3a9 9 0 1 0 .1 0zM12 10a2 2 0 1 0 .1 0zM3 11l7 1M21 11l-7 1M12 14v7' },
  wrench: { d: 'M20 7l-4 1-1-4A5.5 5.5 0 0 0 9 11L3 17l4 4 6-6a5.5 5.5 0 0 0 7-8z' },
} as const satisfies Record<string, Drawing>;

export type IconName = keyof typeof icons;
/** Whether the drawing mirrors in right-to-left: arrows, bus and bike do; clock, speaker and phone do not. */
export const turns = (name: IconName): boolean => 'turns' in icons[name];

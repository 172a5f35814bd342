/** The ten symbols of look.md: the last digit of a vehicle's number gives symbol and colour. Paths on a 24 grid, evenodd. */
export const symbols = [
  { digit: 0, name: 'hill', path: 'M1 21L9 4l5 9 2.5-4L23 21z' },
  { digit: 1, name: 'star', path: 'M12 1l3.2 7.3 7.8.8-5.8 5.3 1.6 7.8L12 18.2l-6.8 4 1.6-7.8L1 9.1l7.8-.8z' },
  { digit: 2, name: 'fish', path: 'M1 12c4-7 12-7 16-1.5L23 6v12l-6-4.5C13 19 5 19 1 12z' },
  { digit: 3, name: 'tree', path: 'M12 1l6 7h-3l5 6h-4l5 5h-7v4h-4v-4H3l5-5H4l5-6H6z' },
  { digit: 4, name: 'gate', path: 'M1 23V1h22v22h-6v-8a5 5 0 00-10 0v8z' },
  { digit: 5, name: 'ring', path: 'M12 1a11 11 0 100 22 11 11 0 000-22zm0 6.5a4.5 4.5 0 110 9 4.5 4.5 0 010-9z' },
  { digit: 6, name: 'umbrella', path: 'M12 2C5 2 1 7 1 13h9.5v6a1.5 1.5 0 01-3 0h-3a4.5 4.5 0 009 0v-6H23C23 7 19 2 12 2z' },
  { digit: 7, name: 'key', path: 'M7 6a6 6 0 105.6 8H16v4h4v-4h3v-4H12.6A6 6 0 007 6zm0 4a2 2 0 110 4 2 2 0 010-4z' },
  { digit: 8, name: 'drop', path: 'M12 1c4 6 7.5 9.5 7.5 14a7.5 7.5 0 01-15 0C4.5 10.5 8 7 12 1z' },
  { digit: 9, name: 'flower', path: 'M7 7a5 5 0 1110 0 5 5 0 110 10 5 5 0 11-10 0A5 5 0 117 7zm5 2l-3 3 3 3 3-3z' },
] as const;

export type PlateSymbol = (typeof symbols)[number];
export type SymbolName = PlateSymbol['name'];

/** @param number  the vehicle's number of the day, 1 or more */
export function symbolOf(number: number): PlateSymbol {
  const found = symbols[number % 10];
  if (found === undefined || number < 1) throw new RangeError(`plate number ${number}, expected a whole number from 1`);
  return found;
}

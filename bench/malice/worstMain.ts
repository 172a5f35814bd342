/** `npm run -s malice:worst [-- --seconds N]`: bookings of a pole beside the worst that one rider of another pole can do, as JSON; exits 1 where one failed. */
import { parseArgs } from 'node:util';
import { worstOfOne } from './worst.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const seen = await worstOfOne(Number(values.seconds));
process.stdout.write(`${JSON.stringify({ ...seen, ratio: Math.round((seen.attacked.p95 / seen.alone.p95) * 10) / 10 })}\n`);
process.exit(seen.attacked.errors.length + seen.alone.errors.length === 0 ? 0 : 1);

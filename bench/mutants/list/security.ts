/** Who may do what, and what nobody learns. */
import type { Mutant } from '../mutant.ts';

const access = 'server/src/domain/access.test.ts';
const app = 'server/src/http/app.test.ts';
const signIn = 'server/src/usecases/accounts/signIn.test.ts';
const sessions = 'server/src/usecases/accounts/sessions.test.ts';
const sockets = 'server/src/sockets/sockets.test.ts';

export const security: readonly Mutant[] = [
  {
    name: 'staff of one pole see the day of another',
    promise: 'access rules',
    file: 'server/src/domain/access.ts',
    find: '  viewDay: poleStaff,',
    replace: '  viewDay: anyStaff,',
    command: { test: access, named: 'an operation that names a pole asks for reach of that pole' },
  },
  {
    name: 'an operator may set up a pole',
    promise: 'access rules',
    file: 'server/src/domain/access.ts',
    find: '  setUpPole: programme,',
    replace: '  setUpPole: poleStaff,',
    command: { test: access, named: 'setUpPole at foggia: coordinator' },
  },
  {
    name: 'an operation has no rule',
    promise: 'access rules',
    file: 'server/src/domain/access.ts',
    find: '  printCard: poleStaff,\n',
    replace: '',
    command: { test: access, named: 'every operation behind a door has a rule' },
  },
  {
    name: 'a rider reads the stream of another',
    promise: 'access rules',
    file: 'server/src/domain/access.ts',
    find: `return subject.role === 'rider' && subject.account === id;`,
    replace: `return subject.role === 'rider' && id !== '';`,
    command: { test: access, named: 'the stream rider:bakary is read by whom it is for' },
  },
  {
    name: 'a driver whose run another took over goes on hearing it',
    promise: 'access rules',
    file: 'server/src/sockets/sockets.ts',
    find: '    if (refused) await socket.leave(room);\n',
    replace: '',
    command: { test: sockets, named: 'a run is followed by its driver and the staff of its pole, until another driver takes it over' },
  },
  {
    name: 'wrong PINs are not counted',
    promise: 'guessing',
    file: 'server/src/usecases/accounts/tries.ts',
    find: 'tries: Math.max(0, count.tries + by)',
    replace: 'tries: count.tries',
    command: { test: signIn, named: 'a number that nobody has runs out of tries like one that somebody has' },
  },
  {
    name: 'an unknown number is answered without hashing a PIN',
    promise: 'guessing',
    file: 'server/src/usecases/accounts/signIn.ts',
    find: 'return (await hasher.verify(account?.pinHash, pin)) ? account : undefined;',
    replace: 'return account !== undefined && (await hasher.verify(account.pinHash, pin)) ? account : undefined;',
    command: { test: signIn, named: 'an unknown number and a wrong PIN cost the same' },
  },
  {
    name: 'a rider signs in at the door of the staff',
    promise: 'access rules',
    file: 'server/src/usecases/accounts/signIn.ts',
    find: 'claimed !== undefined && rolesOf[door].includes(claimed.role) ? claimed : undefined',
    replace: 'claimed !== undefined && rolesOf[door].length > 0 ? claimed : undefined',
    command: { test: sessions, named: 'each door lets in its own people only' },
  },
  {
    name: 'a session goes on after its hour',
    promise: 'sessions end',
    file: 'server/src/usecases/accounts/sessions.ts',
    find: 'if (session === undefined || session.expires <= clock.now()) return undefined;',
    replace: 'if (session === undefined || session.expires <= clock.now() - DAY) return undefined;',
    command: { test: sessions, named: 'a session of the driver door ends at its hour' },
  },
  {
    name: 'a new PIN leaves the sessions of the old one',
    promise: 'sessions end',
    file: 'server/src/usecases/accounts/sessions.ts',
    find: ' || credentialOf(account) !== session.credential)',
    replace: ')',
    command: { test: sessions, named: 'a new PIN ends the sessions that began with the old one' },
  },
  {
    name: 'a foreign page may write',
    promise: 'foreign origins',
    file: 'server/src/http/origin.ts',
    find: 'URL.canParse(origin) && new URL(origin).host === host.toLowerCase()',
    replace: 'URL.canParse(origin)',
    command: { test: 'server/src/http/access.test.ts', named: 'a write from a foreign page is refused although the cookie comes along' },
  },
  {
    name: 'a foreign page gets a socket',
    promise: 'foreign origins',
    file: 'server/src/sockets/sockets.ts',
    find: `decide(own ? null : 'foreign-origin', own);`,
    replace: 'decide(null, own || host !== undefined);',
    command: { test: sockets, named: 'a foreign page gets no socket, though the browser sends the cookie along' },
  },
  {
    name: 'cookies are within reach of scripts',
    promise: 'foreign origins',
    file: 'server/src/http/cookies.ts',
    find: 'Secure; HttpOnly; SameSite=Strict',
    replace: 'Secure; SameSite=Strict',
    command: { test: app, named: 'a cookie is for this host alone, out of reach of scripts and of other pages, and ends with the session' },
  },
  {
    name: 'figures of a fault are logged as they are',
    promise: 'logs hold nobody',
    file: 'server/src/http/faults.ts',
    find: `    .replaceAll(/\\d{4,}/g, '#')\n`,
    replace: '',
    command: { test: app, named: 'a fault of ours tells the client nothing but its number in the log' },
  },
  {
    name: 'tokens of a fault are logged as they are',
    promise: 'logs hold nobody',
    file: 'server/src/http/faults.ts',
    find: "(/\\d/.test(word) || word.length >= 32 ? '~' : word)",
    replace: 'word',
    command: { test: app, named: 'a fault of ours tells the client nothing but its number in the log' },
  },
  {
    name: 'a body is read before it is known who sends it',
    promise: 'access rules',
    file: 'server/src/http/dispatch.ts',
    find: `  if (actor === undefined) throw new NotPossible('not-signed-in', 'sign in first');`,
    replace: `  if (operation.body !== undefined) await incoming.body();\n  if (actor === undefined) throw new NotPossible('not-signed-in', 'sign in first');`,
    command: { test: app, named: 'a body is read from those only who may send it' },
  },
];

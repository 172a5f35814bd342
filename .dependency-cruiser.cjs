/** The import line: start > compose > doors > usecases > matching > domain > contracts. See ARCHITECTURE.md. */
const server = (names) => `^server/src/(${names})`;
const test = '\\.(test|contract)\\.tsx?$|/testing/';
/** Everything of ours but the named folders. */
const ours = '(contracts|optimizer|server|ui|web|driver-app|fixtures|bench|scripts)/';
const oursBut = (...folders) => `^(?!${folders.join('|')})${ours}`;
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', { pathNot: test }, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, 'A circle cannot be understood or tested in parts.'),
    rule('everything-resolves', {}, { couldNotResolve: true, pathNot: '^k6(/|$)' }, 'What cannot be found cannot be judged; k6 runs its scripts itself.'),
    rule('packages-are-declared', { pathNot: test }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }, 'What a part needs stands in its package.json.'),
    rule('production-takes-no-dev-package', { path: '^(contracts|optimizer|server|ui|web|driver-app|fixtures)/src/', pathNot: `${test}|^ui/src/words/check\\.ts$` }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' }, 'It is not there in an installation.'),

    rule('contracts-take-zod', { path: '^contracts/', pathNot: test }, { pathNot: '^contracts/|node_modules/zod/' }, 'Written once, for both ends, in the browser too.'),
    rule('optimizer-stands-alone', { path: '^optimizer/', pathNot: test }, { pathNot: '^optimizer/|^(node:)?worker_threads$' }, 'Depends on nothing of ours, and on no package.'),

    rule('domain-knows-nothing-above', { path: server('domain/'), pathNot: test }, { path: oursBut('server/src/domain/', 'contracts/') }, 'Rules are pure.'),
    rule('matching-takes-domain', { path: server('matching/'), pathNot: test }, { path: oursBut('server/src/(matching|domain)/', 'contracts/', 'optimizer/') }, 'Pure: draft in, decision out.'),
    rule('ports-take-domain-types', { path: server('ports/'), pathNot: `${test}|^server/src/ports/solver\\.ts$` }, { path: oursBut('server/src/(ports|domain)/', 'contracts/') }, 'A port is a name for what is needed.'),
    rule('the-solver-port-names-matching', { path: '^server/src/ports/solver\\.ts$' }, { path: server('matching/'), dependencyTypesNot: ['type-only'] }, 'Only its types: the threads run it.'),
    rule('usecases-take-ports', { path: server('usecases/'), pathNot: test }, { path: oursBut('server/src/(usecases|matching|domain|ports)/', 'contracts/') }, 'Use cases know neither doors nor adapters.'),
    rule('pure-parts-take-no-package', { path: server('domain/|matching/|usecases/|ports/'), pathNot: test }, { path: 'node_modules/', pathNot: 'node_modules/(temporal-polyfill|zod)/' }, 'Frameworks stay in doors and adapters.'),
    rule('doors-take-usecases', { path: server('http/|sockets/|jobs/'), pathNot: test }, { path: oursBut('server/src/(http|sockets|jobs|usecases|domain|ports)/', 'contracts/') }, 'Parse, call one use case, answer.'),
    rule('adapters-take-ports', { path: server('adapters/'), pathNot: `${test}|^server/src/adapters/workers/` }, { path: oursBut('server/src/(adapters|ports|domain)/', 'contracts/') }, 'An adapter serves a port.'),
    rule('workers-run-matching', { path: server('adapters/workers/'), pathNot: test }, { path: oursBut('server/src/(adapters/workers|ports|domain|matching)/', 'contracts/') }, 'The threads behind the solver port.'),
    rule('only-compose-takes-adapters', { path: '^(server|fixtures)/src/', pathNot: `${test}|^server/src/(adapters/|compose\\.ts|start\\.ts)` }, { path: server('adapters/') }, 'Compose puts the product together.'),
    rule('only-start-takes-compose', { path: '^server/src/', pathNot: `${test}|^server/src/start\\.ts` }, { path: '^server/src/compose\\.ts' }, 'Nothing calls back upwards.'),
    rule('only-matching-takes-the-optimizer', { path: '^(server|web|driver-app|ui|fixtures)/', pathNot: '^server/src/matching/' }, { path: '^optimizer/' }, 'The optimizer knows no platform word.'),

    rule('apps-take-contracts-and-ui', { path: '^(web|driver-app)/src/', pathNot: test }, { path: '^(optimizer|server|fixtures|bench|scripts)/' }, 'Apps know the contract alone.'),
    rule('apps-stay-apart', { path: '^(web|driver-app)/' }, { path: '^(web|driver-app)/', pathNot: '^$1/' }, 'Two apps.'),
    rule('ui-takes-contracts', { path: '^ui/', pathNot: test }, { path: oursBut('ui/', 'contracts/') }, 'Shared by the apps, knows none.'),
    rule('a-rider-never-downloads-the-console', { path: '^web/src/app/rider/' }, { path: '^web/(src/app/console|console)/', reachable: true }, 'First load on a cheap phone.'),

    rule('fixtures-take-contracts', { path: '^fixtures/src/', pathNot: test }, { path: oursBut('fixtures/', 'contracts/') }, 'The demo world goes in through the interface.'),
    rule('the-judge-knows-contracts-alone', { path: '^bench/(simulate|torture)/judge', pathNot: test }, { path: oursBut('bench/(simulate|torture)/judge', 'contracts/') }, 'Judged from what phones received and what happened.'),
    rule('no-test-helpers-in-production', { path: '^(server|optimizer|contracts|ui|web|driver-app|fixtures)/src/', pathNot: test }, { path: test }, 'Tests help tests.'),
    rule('nobody-takes-bench-or-scripts', { path: '^(server|optimizer|contracts|ui|web|driver-app|fixtures)/src/' }, { path: '^(bench|scripts)/' }, 'Tools use the product, not the other way round.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};

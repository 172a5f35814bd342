/** The import line: start > compose > doors > usecases > matching > domain > contracts. See ARCHITECTURE.md. */
const server = (names) => `^server/src/(${names})`;
const test = '\\.(test|contract)\\.tsx?$|/testing/';
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', { pathNot: test }, { circular: true, dependencyTypesNot: ['type-only'] }, 'A circle cannot be understood or tested in parts.'),
    rule('domain-knows-nothing-above', { path: server('domain/'), pathNot: test }, { path: server('(?!domain/)') }, 'Rules are pure.'),
    rule('matching-takes-domain', { path: server('matching/'), pathNot: test }, { path: server('(?!matching/|domain/)') }, 'Pure: draft in, decision out.'),
    rule('only-matching-takes-the-optimizer', { path: '^(server|web|driver-app|ui|fixtures)/', pathNot: '^server/src/matching/' }, { path: '^optimizer/' }, 'The optimizer knows no platform word.'),
    rule('ports-take-domain-types', { path: server('ports/'), pathNot: test }, { path: server('(?!ports/|domain/|matching/)') }, 'A port is a name for what is needed.'),
    rule('usecases-take-ports', { path: server('usecases/'), pathNot: test }, { path: server('(http|sockets|jobs|adapters|compose|start|config|app)') }, 'Use cases know neither doors nor adapters.'),
    rule('only-compose-takes-adapters', { path: '^(server|fixtures)/src/', pathNot: `${test}|^server/src/(adapters/|compose\\.ts|start\\.ts)` }, { path: server('adapters/') }, 'Compose puts the product together.'),
    rule('adapters-take-ports', { path: server('adapters/'), pathNot: test }, { path: server('(usecases|http|sockets|jobs|compose|start|config)') }, 'An adapter serves a port.'),
    rule('optimizer-stands-alone', { path: '^optimizer/src/', pathNot: test }, { path: '^(contracts|server|ui|web|driver-app|fixtures|bench)/|node_modules' }, 'Depends on nothing of ours, and on no package.'),
    rule('contracts-take-zod', { path: '^contracts/src/', pathNot: test }, { path: '^(optimizer|server|ui|web|driver-app|fixtures|bench)/' }, 'Written once, for both ends.'),
    rule('apps-take-contracts-and-ui', { path: '^(web|driver-app)/src/', pathNot: test }, { path: '^(optimizer|server|fixtures|bench|scripts)/' }, 'Apps know the contract alone.'),
    rule('apps-stay-apart', { path: '^web/src/' }, { path: '^driver-app/' }, 'Two apps.'),
    rule('ui-takes-contracts', { path: '^ui/src/', pathNot: test }, { path: '^(optimizer|server|web|driver-app|fixtures|bench|scripts)/' }, 'Shared by the apps, knows none.'),
    rule('a-rider-never-downloads-the-console', { path: '^web/src/app/rider/' }, { path: '^web/src/(app/console|features/(board|today|demand|plan|runs|alarms))/' }, 'First load on a cheap phone.'),
    rule('the-judge-knows-contracts-alone', { path: '^bench/simulate/judge/', pathNot: test }, { path: '^(optimizer|server|ui|web|driver-app|fixtures|scripts)/|^bench/(?!simulate/judge/)' }, 'Judged from what phones received.'),
    rule('no-test-helpers-in-production', { path: '^(server|optimizer|contracts|ui|web|driver-app|fixtures)/src/', pathNot: test }, { path: test }, 'Tests help tests.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|looks)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};

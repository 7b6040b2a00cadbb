/** The rooms of the house and the doors between them. Each rule says why in its comment. */
const door = (name, pattern, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: allowed },
  to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'], path: pattern },
});

const spec = '\\.spec\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      comment: 'The sync core means the same in any shell. It must not know that Teams or a browser exists.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: '^(bot|tab)/' },
    },
    {
      name: 'bot-and-tab-meet-over-http',
      comment: 'One runs in Node, the other in a browser. What they share goes over the API, or lives in src as words.',
      severity: 'error',
      from: { path: '^bot/', pathNot: spec },
      to: { path: '^tab/' },
    },
    {
      name: 'tab-takes-only-words-from-the-core',
      comment: 'The browser bundle may use pure words and types, never a database, a client or a secret.',
      severity: 'error',
      from: { path: '^tab/', pathNot: spec },
      to: {
        path: '^(src|bot)/',
        pathNot:
          '^src/(plan/|approval\\.ts$|apply/receipt\\.ts$|errors\\.ts$|mobilo/mobilo\\.ts$|directory/directory\\.ts$)',
      },
    },
    {
      name: 'plan-and-approval-are-pure',
      comment: 'Same input, same bytes: no package, no clock, no file, no network may come in here.',
      severity: 'error',
      from: { path: '^src/(plan/|approval\\.ts$)', pathNot: spec },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'emulators-stay-outside',
      comment: 'The product does not know that it is being emulated. Only tests, scripts and the development entry do.',
      severity: 'error',
      from: {
        path: '^(src|bot|tab)/',
        pathNot: ['^src/emulators/', '^bot/development/', spec, '^src/vendors\\.testing\\.ts$'],
      },
      to: { path: '^src/emulators/' },
    },
    {
      name: 'development-is-a-leaf',
      comment:
        'Production code must start without the development entry; main loads it only when there are no settings.',
      severity: 'error',
      from: { path: '^(src|bot|tab)/', pathNot: ['^bot/development/', '^bot/main\\.ts$', spec] },
      to: { path: '^bot/development/' },
    },
    door(
      'graph-client-has-one-door',
      '^node_modules/@microsoft/microsoft-graph-client',
      ['^src/directory/graph-client\\.ts$'],
      'The client is in maintenance mode; one file knows it, so that one file changes.',
    ),
    door(
      'msal-has-one-door',
      '^node_modules/@azure/msal-node',
      ['^src/directory/entra-tokens\\.ts$'],
      'Tokens come from one place, so that secrets have one place to leak from, and it does not.',
    ),
    door(
      'botbuilder-stays-in-the-bot',
      '^node_modules/(botbuilder|botframework-connector|@microsoft/teams-ai)',
      ['^bot/(teams-[^/]+\\.ts$|auth/|server\\.ts$|web/)', spec],
      'Both are on their last releases. A move to their successor must touch these few files and nothing else.',
    ),
    door(
      'teams-js-has-one-door',
      '^node_modules/@microsoft/teams-js',
      ['^tab/teams\\.ts$', '^src/emulators/teams-host/', spec],
      'What Teams is to the tab is said once.',
    ),
    door(
      'drizzle-stays-in-the-store',
      '^node_modules/(drizzle-orm|pg|@electric-sql)/',
      ['^src/store/', '^drizzle\\.config\\.ts$', spec],
      'Every query is in the store, where its tenant condition can be seen.',
    ),
    door(
      'pg-boss-stays-in-the-jobs',
      '^node_modules/pg-boss',
      ['^src/jobs/', spec],
      'The queue wakes the ledger; nothing else should know there is one.',
    ),
    {
      name: 'no-cycles',
      comment: 'A circle of files can only be understood all at once.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment:
        'An import that leads nowhere works only on one machine. (The Graph types are declarations without a module.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@microsoft/microsoft-graph-types$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};

// Which way things flow: lower rooms know nothing of higher ones, and rooms are entered by their doors.
const order = [
  ['kernel'],
  ['safety', 'platform'],
  ['audit'],
  ['identity'],
  ['organisations'],
  ['groups'],
  ['stories', 'guidance'],
  ['asides'],
  ['moderation'],
  ['learning', 'care', 'exposure', 'training', 'quality'],
];

/** Rooms that a room may import: those on lower floors, and itself. `safety` stands apart from `platform`. */
const downwards = order.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `${room}-imports-lower-rooms`,
    comment: 'A library imports lower numbers only.',
    severity: 'error',
    from: { path: `^libs/${room}/src/` },
    to: { path: '^libs/', pathNot: `^libs/(${[...order.slice(0, floor).flat(), room].join('|')})/` },
  })),
);

module.exports = {
  forbidden: [
    ...downwards,
    {
      name: 'enter-by-the-door',
      comment: 'Other libraries are entered through index.ts, or graphql.ts for types that are extended.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/(index|graphql)\\.ts$'] },
    },
    {
      name: 'apps-enter-by-the-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/[^/]+/src/(index|graphql)\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain imports kernel and safety, nothing else.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/' },
      to: {
        path: '^(libs|node_modules)/',
        pathNot: ['^libs/(kernel|safety)/', '^libs/[^/]+/src/domain/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'use-cases-know-no-graphql',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/(use-cases|storage|domain)/' },
      to: {
        path: '^(libs/[^/]+/src/(graphql|jobs)/|libs/[^/]+/src/graphql\\.ts|node_modules/(@nestjs/graphql|graphql)/)',
      },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^libs/kernel/src/' },
      to: { pathNot: '^libs/kernel/src/' },
    },
    {
      name: 'migrations-import-no-living-code',
      severity: 'error',
      from: { path: '^migrations/\\d' },
      to: { path: '^(libs|apps)/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: ['\\.test\\.ts$', '^libs/testing/', '/test/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/testing/' },
      to: { path: '^apps/' },
    },
    {
      name: 'web-talks-through-documents-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|migrations|apps/(api|worker|cli))/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'warn', from: { orphan: true, pathNot: ['\\.d\\.ts$', '\\.(c|m)?js$'] }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist[^/]*|generated)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};

const no = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** Layers, top to bottom: routes | jobs | web > platform > domain > db > config. Imports only go down. */
module.exports = {
  forbidden: [
    no('no-circular', {}, { circular: true }, 'Cycles hide ownership.'),
    no('domain-is-pure-of-edges', { path: '^app/domain/' }, { path: '^app/(routes|jobs|web|platform|components|i18n)/' }, 'Domain never knows who calls it.'),
    no(
      'domain-no-frameworks',
      { path: '^app/domain/' },
      { path: '(^|node_modules/)(@remix-run|@shopify|bullmq|ioredis|react|react-dom)(/|$)' },
      'Frameworks stay at the edges.',
    ),
    no(
      'database-only-in-stores',
      {
        path: '^app/',
        pathNot:
          '^app/db/|\\.store\\.server\\.ts$|^app/jobs/(inbox-drain|outbox-relay|process-job|recheck-events|refresh-tokens|resume-imports|nightly-reconciles|scan-duplicates|queue|worker)\\.server\\.ts$|^app/web/boot\\.server\\.ts$',
      },
      { path: '^app/db/(?!vault/envelope|array-text)|node_modules/(@prisma/client|\\.prisma|pg)(/|$)', dependencyTypesNot: ['type-only'] },
      'Only *.store.server.ts talks to the database.',
    ),
    no('edges-no-db', { path: '^app/(routes|components)/' }, { path: '^app/db/' }, 'Routes call use cases, not tables.'),
    no(
      'pure-files-no-node',
      { path: '^app/domain/.*\\.ts$', pathNot: '\\.server\\.ts$|\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'No node: built-ins in pure files.',
    ),
    no(
      'module-private',
      { path: '^app/domain/([^/]+)/' },
      {
        path: '^app/domain/([^/]+)/',
        pathNot: '^app/domain/($1|shared)/|^app/domain/[^/]+/(index\\.server|model)\\.ts$|^app/domain/loyalty/[a-z]+/(index\\.server|model)\\.ts$',
      },
      'Import another module by its face: index.server.ts or model.ts.',
    ),
    no(
      'edges-use-module-face',
      { path: '^app/(routes|jobs|web|platform|components)/' },
      {
        path: '^app/domain/(?!shared/)[^/]+/',
        pathNot:
          '^app/domain/[^/]+/(index\\.server|model)\\.ts$|^app/domain/loyalty/[a-z]+/(index\\.server|model)\\.ts$|^app/domain/loyalty/programme/(validate|reward-cost)\\.ts$',
      },
      'Same rule for the edges. What is wrong with a programme, and what a reward costs, is said by the same reckoning in the browser, as it is typed.',
    ),
    no(
      'pure-files-stay-pure',
      { path: '^app/domain/.*\\.ts$', pathNot: '\\.server\\.ts$|\\.test\\.ts$' },
      { path: '\\.server\\.ts$' },
      'A file without .server has no I/O.',
    ),
    no('platform-below-edges', { path: '^app/(platform|db|config)/' }, { path: '^app/(routes|jobs|web|components)/' }, 'Adapters never import entry points.'),
    no('db-at-the-bottom', { path: '^app/(db|config)/' }, { path: '^app/(domain|platform)/' }, 'db and config import nothing above.'),
    no('ui-is-client', { path: '^app/components/' }, { path: '\\.server\\.tsx?$' }, 'Components take props, never I/O.'),
    no('no-tests-in-app', { path: '^app/', pathNot: '\\.test\\.tsx?$' }, { path: '^tests/|\\.test\\.tsx?$' }, 'Production code never imports tests.'),
    no('devstore-stands-alone', { path: '^devstore/' }, { path: '^app/' }, 'Shopify does not know our code.'),
    no(
      'extensions-stand-alone',
      { path: '^extensions/' },
      { path: '^(app|devstore|scripts|tests)/' },
      'They run at Shopify and know the app by its doors only.',
    ),
    no('app-knows-no-devstore', { path: '^app/' }, { path: '^devstore/' }, 'The app talks to the devstore over HTTP, as to Shopify.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'graphql/generated' },
  },
};

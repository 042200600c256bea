/** What each context may import, beside what those may import themselves. Type imports count. Feedback against the arrows goes by event. */
const ARROWS = {
  kernel: [],
  platform: ['kernel'],
  identity: ['platform'],
  advertisers: ['identity'],
  affiliates: ['identity'],
  offers: ['advertisers', 'affiliates'],
  tracking: ['offers'],
  conversions: ['offers', 'tracking'],
  ledger: ['platform'],
  commissions: ['offers', 'conversions', 'ledger'],
  billing: ['advertisers', 'ledger'],
  payouts: ['affiliates', 'commissions', 'billing', 'ledger'],
  notifications: ['identity', 'offers', 'conversions', 'payouts'],
  operations: ['identity'],
  reporting: ['payouts', 'tracking', 'conversions', 'commissions', 'notifications'],
  client: [],
};

const PUBLIC_ENTRY = '^libs/[^/]+/src/(index|contracts)\\.ts$';
const FRAMEWORKS = '(^|/)(@nestjs|typeorm|pg|bull|ioredis|stripe|fastify|@fastify|rxjs|class-validator|class-transformer)(/|$)';
const OUTSIDE_WORLD = '^(node:)?(fs|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|process)(/|$)';

function reachable(context) {
  return new Set(ARROWS[context].flatMap((next) => [next, ...reachable(next)]));
}

const arrows = Object.keys(ARROWS).map((context) => ({
  name: `arrows-of-${context}`,
  comment: `${context} may import: ${[...reachable(context)].join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^libs/${context}/` },
  to: { path: '^libs/', pathNot: `^libs/(${[context, ...reachable(context)].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'known-context',
      comment: 'A new folder in libs/ declares its arrows at the top of this file',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${Object.keys(ARROWS).join('|')})/` },
      to: {},
    },
    {
      name: 'public-entries-only',
      comment: 'Import @fairlead/<context> or @fairlead/<context>/contracts of another context, never a file inside',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', PUBLIC_ENTRY] },
    },
    {
      name: 'public-entries-only-for-apps',
      severity: 'error',
      from: { path: '^(apps|migrations)/' },
      to: { path: '^libs/', pathNot: PUBLIC_ENTRY },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'libs-not-to-apps', severity: 'error', from: { path: '^(libs|migrations)/' }, to: { path: '^apps/' } },
    {
      name: 'stand-in-for-development-only',
      comment: 'The production image has no stand-in: only the launcher and tests import it',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^apps/(local|stripe-stand-in)/' },
      to: { path: '^apps/stripe-stand-in/' },
    },
    {
      name: 'apps-apart',
      comment: 'Processes share libraries, not each other; the launcher starts them all',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/local/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Values in, values and reasons out: no framework, database, network or file',
      severity: 'error',
      // address-bytes.ts asks node:net whether a text is an IP address, and opens nothing.
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '^libs/tracking/src/domain/address-bytes\\.ts$' },
      to: { path: [FRAMEWORKS, OUTSIDE_WORLD] },
    },
    {
      name: 'domain-imports-inwards',
      comment: 'Domain code knows domain code, the contracts and the kernel',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/src/(domain/|contracts\\.ts$)', '^libs/kernel/', '^libs/[^/]+/src/contracts\\.ts$'] },
    },
    {
      name: 'contracts-without-framework',
      comment: 'Contracts are names, payloads and enums: types of the kernel, and nothing that runs',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/contracts\\.ts$' },
      to: { pathNot: ['^libs/kernel/', '^libs/[^/]+/src/contracts\\.ts$'] },
    },
    {
      name: 'http-not-to-entities',
      comment: 'What is stored is not what is shown: controllers present views',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/http/' },
      to: { path: '^libs/[^/]+/src/persistence/.*\\.entity\\.ts$' },
    },
    {
      name: 'application-not-to-http',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/(application|domain|persistence)/' },
      to: { path: '^libs/([^/]+)/src/http/', pathNot: '^libs/platform/' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What runs in production is in `dependencies`',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: ['\\.spec\\.ts$', '^apps/stripe-stand-in/', '^apps/portal/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^apps/portal/', '^dist/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts', '.json'] },
  },
};

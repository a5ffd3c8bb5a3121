/**
 * Who may import whom. The linter tells it while one writes; tests/house/arrows.test.ts reads all imports, follows them to
 * their files and checks the same list, so that no spelling of a path gets round it.
 *
 * `folders` names the parts of the house, the longest fitting prefix first; `mayImport` lists the arrows of each.
 */
export const folders = {
  'src/lib/core': { mayImport: ['src/lib/core'] },
  'src/lib/server': { mayImport: ['src/lib/server', 'src/lib/core', 'db'] },
  'src/lib/figures': { mayImport: ['src/lib/figures', 'src/lib/core', 'src/lib/ui'] },
  'src/lib/ui': { mayImport: ['src/lib/ui'] },
  'src/lib/state': { mayImport: ['src/lib/state', 'src/lib/core'] },
  'src/lib/workers': { mayImport: ['src/lib/workers', 'src/lib/core'] },
  'src/viewer': {
    mayImport: [
      'src/viewer',
      'src/lib/core',
      'src/lib/figures',
      'src/lib/ui',
      'src/lib/state',
      'src/lib/workers',
    ],
  },
  'src/routes': {
    mayImport: [
      'src/routes',
      'src/lib/core',
      'src/lib/server',
      'src/lib/figures',
      'src/lib/ui',
      'src/lib/state',
      'src/lib/workers',
    ],
  },
  src: { mayImport: ['src', 'src/lib/server', 'src/lib/core'] },
  db: { mayImport: ['db'] },
  scripts: { mayImport: ['scripts', 'src/lib/core', 'src/lib/server', 'db'] },
};

/** Packages that only some parts of the house may know. `null` stands for everything not named. */
export const packages = [
  { name: /^better-sqlite3$|^pg$/, onlyIn: ['db/open.ts'] },
  { name: /^kysely/, onlyIn: ['db', 'src/lib/server/store'] },
  { name: /^better-auth/, onlyIn: ['src/lib/server/accounts'] },
  { name: /^@citation-js\/|^biblatex-csl-converter$/, onlyIn: ['src/lib/core/references'] },
  { name: /^@stdlib\/|^ml-matrix$|^fmin$/, onlyIn: ['src/lib/core/stats'] },
  { name: /^d3-/, onlyIn: ['src/lib/core'] },
  { name: /^@dagrejs\//, onlyIn: ['src/lib/core/figures'] },
  { name: /^fflate$/, onlyIn: ['src/lib/core/package'] },
  { name: /^docx$/, onlyIn: ['src/lib/server/documents'] },
  { name: /^@resvg\//, onlyIn: ['src/lib/server/pictures'] },
  {
    name: /^node:/,
    notIn: [
      'src/lib/core',
      'src/lib/figures',
      'src/lib/ui',
      'src/lib/state',
      'src/lib/workers',
      'src/viewer',
    ],
  },
  { name: /^svelte|^\$app/, notIn: ['src/lib/core', 'db', 'scripts/cli'] },
];

/** The same for the linter, which sees spellings instead of files. */
export const forbiddenImports = [
  {
    from: ['src/lib/core/**/*.ts'],
    imports: [
      '^#lib/(server|figures|ui|state|workers)/',
      '^#db/',
      '^svelte',
      '^\\$app/',
      '^node:',
      '^kysely',
      '/(server|figures/.*\\.svelte)$',
    ],
    why: 'The core is pure: it knows no database, no Svelte, no files and no clock, so that the same code runs everywhere.',
  },
  {
    from: ['src/lib/ui/**/*.svelte', 'src/lib/ui/**/*.ts'],
    imports: ['^#lib/(core|server|figures|state)/', '^#db/'],
    why: 'lib/ui knows no word of the domain; pass what it shows as plain values.',
  },
  {
    from: [
      'src/lib/figures/**/*.svelte',
      'src/lib/figures/**/*.ts',
      'src/lib/state/**/*.ts',
      'src/lib/workers/**/*.ts',
      'src/viewer/**/*',
    ],
    imports: ['^#lib/server/', '^#db/', '^\\$app/', '^d3-', '^node:'],
    why: 'Figures draw scenes of the core, also inside a file without a server.',
  },
  {
    from: ['src/routes/**/*.ts', 'src/routes/**/*.svelte'],
    imports: ['^kysely', '^#db/', '^d3-', '^@stdlib/', '^pg$', '^better-sqlite3$'],
    why: 'Routes only join: no SQL, no statistics, no d3. Put it into a use case, a store or the core.',
  },
  {
    from: ['db/**/*.ts'],
    imports: ['^#lib/', '^\\.\\./src/'],
    why: 'db knows nothing about research.',
  },
];

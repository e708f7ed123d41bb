/** Runs the ESM sources and the ESM packages as CommonJS: no VM-modules flag (research: Nest 12 is ESM only). */
import { readdirSync } from 'node:fs';

const swc = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
    target: 'es2023',
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** Packages that ship ES modules only and therefore pass through the transformer too. */
const esmPackages = ['@nestjs', '@seriousme', 'p-queue', 'p-timeout', 'eventemitter3', 'kysely', 'emojilib'];

const rooms = readdirSync(new URL('./libs', import.meta.url));

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: { '\\.[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: {
    ...Object.fromEntries(
      rooms.map((room) => [`^@fusionbridge/${room}$`, `<rootDir>/libs/${room}/src/index.ts`]),
    ),
    '^@fusionbridge/simulators/(.+)$': '<rootDir>/libs/simulators/src/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
  },
};

export default {
  // jest leaves one core free, which is half of a small machine.
  maxWorkers: '100%',
  // Room for a busy machine; no test measures time.
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['**/*.spec.ts'] },
    { ...common, displayName: 'e2e', testMatch: ['**/*.e2e-spec.ts'] },
    // Of the built dist/gateway.mjs: `npm run build` first.
    { ...common, displayName: 'smoke', testMatch: ['**/*.smoke-spec.ts'] },
  ],
};

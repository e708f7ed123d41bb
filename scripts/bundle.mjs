/**
 * Makes one file, dist/gateway.mjs, of what `nest build gateway` emitted. Importing many small modules is most of
 * a Nest start; one file halves it. The input is tsc's output, because the decorators' metadata is in it and
 * esbuild would not write it.
 */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { RUNTIME_PACKAGES } from './runtime-packages.mjs';

const ENTRY = 'dist/apps/gateway/apps/gateway/src/main.js';
const OUTPUT = 'dist/gateway.mjs';

/** Parts that packages ask for only if they are installed. */
const OPTIONAL = [
  'pg-native',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-fastify',
  '@fastify/static',
  'class-transformer/storage',
];

/** CommonJS packages inside an ES module still look for these. Own names: the packages declare some of them too. */
const COMMONJS_SHIM = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

await rm(OUTPUT, { force: true });
await build({
  entryPoints: [ENTRY],
  outfile: OUTPUT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Nest, Swagger and class-validator show classes by name.
  keepNames: true,
  // Five megabytes less to hold in memory; the source map has the lines, for `node --enable-source-maps`.
  minifyWhitespace: true,
  sourcemap: 'linked',
  external: [...RUNTIME_PACKAGES, ...OPTIONAL].flatMap((name) => [name, `${name}/*`]),
  banner: { js: COMMONJS_SHIM },
  legalComments: 'none',
  logLevel: 'warning',
  // Nest's Swagger plugin writes some keys twice.
  logOverride: { 'duplicate-object-key': 'silent' },
});

/**
 * Makes one file, dist/gateway.mjs, of what `nest build gateway` emitted. Importing many small modules is most of
 * a Nest start; one file halves it. The input is tsc's output, because the decorators' metadata is in it and
 * esbuild would not write it.
 */
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { rememberBuild } from './build-stamp.mjs';
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

/** `import()` of a room keeps its alias in what tsc emits; without this it would be bundled a second time, from its sources. */
const { paths } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
const rooms = Object.fromEntries(
  Object.entries(paths).map(([alias, [source]]) => [
    alias,
    resolve('dist/apps/gateway', source.replace(/\.ts$/, '.js')),
  ]),
);

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
  alias: rooms,
  external: [...RUNTIME_PACKAGES, ...OPTIONAL].flatMap((name) => [name, `${name}/*`]),
  banner: { js: COMMONJS_SHIM },
  legalComments: 'none',
  logLevel: 'warning',
  // Nest's Swagger plugin writes some keys twice.
  logOverride: { 'duplicate-object-key': 'silent' },
});

/**
 * esbuild's `keepNames` gives every function its name again each time it is made, arrow functions within functions
 * included: a tenth of a request. Only what can be constructed and has lost its name needs that.
 */
const NAMES_ALL = 'var __name=(target,value)=>__defProp(target,"name",{value,configurable:true});';
const NAMES_CLASSES = 'var __name=(f,n)=>f.prototype&&f.name!==n?__defProp(f,"name",{value:n}):f;';

const bundle = await readFile(OUTPUT, 'utf8');
if (!bundle.includes(NAMES_ALL)) {
  throw new Error('esbuild writes its helper for names in another way: adapt scripts/bundle.mjs.');
}

/** Nest's Swagger knows a type that is told later by its function's name, which a function has from its place. */
const TOLD_LATER = /type:__name\((\(\)=>[^"]+?),"type"\)/g;

// Each as long as before, so that the source map stays right.
await writeFile(
  OUTPUT,
  bundle
    .replace(NAMES_ALL, NAMES_CLASSES.padEnd(NAMES_ALL.length))
    .replace(TOLD_LATER, (whole, type) => `type:${type}`.padEnd(whole.length)),
);

rememberBuild();

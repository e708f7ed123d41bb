/**
 * Everything that has to hold before a change goes in. Runs all steps, also after one has failed, and ends with
 * `N passed, N failed`: each test counts, and each step that is not a test run counts as one.
 *
 * Without a service by itself. With TEST_DATABASE_URL=postgres://… the storage and job suites run on that server too, and
 * with TEST_S3_ENDPOINT=http://… the suites of kept pictures on that bucket. With FUSIONBRIDGE_PYTHON=…, an interpreter
 * that has test/judges/requirements.txt, judges in Python look at the build as well. With FUSIONBRIDGE_NEWEST_NODE=…, the
 * program of another version of Node, that one runs the unit tests and the smoke test of the build again.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reports = mkdtempSync(join(tmpdir(), 'fusionbridge-check-'));
const { TEST_DATABASE_URL: postgres, TEST_S3_ENDPOINT: s3, ...withoutService } = process.env;
const python = process.env['FUSIONBRIDGE_PYTHON'];
const newestNode = process.env['FUSIONBRIDGE_NEWEST_NODE'];

const steps = [
  { name: 'tests', script: 'test', isJest: true },
  { name: 'lint: code', script: 'lint:code' },
  { name: 'lint: format', script: 'lint:format' },
  { name: 'lint: unused', script: 'lint:unused' },
  { name: 'lint: duplicates', script: 'lint:duplicates' },
  { name: 'types', script: 'typecheck' },
  { name: 'build', script: 'build' },
  { name: 'smoke test of the build', script: 'smoke', isJest: true },
  { name: 'generated files are up to date', script: 'generate:check' },
  { name: 'openapi.json is up to date', script: 'openapi:check' },
  ...(newestNode === undefined
    ? []
    : [
        {
          name: 'unit and smoke tests on the newest Node',
          command: [newestNode, 'scripts/within-time.mjs', newestNode, 'node_modules/jest/bin/jest.js'],
          options: ['--selectProjects', 'unit', 'smoke'],
          isJest: true,
        },
      ]),
  ...(postgres === undefined
    ? []
    : [{ name: 'tests on Postgres', script: 'test:postgres', isJest: true, env: process.env }]),
  ...(s3 === undefined
    ? []
    : [
        {
          name: 'tests on S3',
          script: 'test:s3',
          isJest: true,
          env: { ...withoutService, TEST_S3_ENDPOINT: s3 },
        },
      ]),
  ...(python === undefined
    ? []
    : [
        { name: "OpenAI's package for Python", script: 'judge:openai', isPytest: true },
        { name: "vendors' packages for Python", script: 'judge:sdks', isPytest: true },
        { name: 'a real Gradio app', script: 'judge:gradio', isPytest: true },
        { name: 'calls invented from /docs-json', script: 'judge:openapi', isPytest: true },
      ]),
];

let passed = 0;
let failed = 0;
const summary = [];
for (const [index, step] of steps.entries()) {
  process.stdout.write(`\n== ${step.name}\n`);
  const startedAt = Date.now();
  const result = run(step, join(reports, `${index}.json`));
  passed += result.passed;
  failed += result.failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  summary.push(
    `${result.failed === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${result.passed} passed, ${seconds} s)`,
  );
}
rmSync(reports, { recursive: true });

process.stdout.write(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one step, an npm script unless it says otherwise. A test step reports through a file; a crash before it is written is one failure. */
function run(step, report) {
  const [program, ...args] = step.command ?? ['npm', 'run', '--silent', step.script, '--'];
  const { status } = spawnSync(program, [...args, ...(step.options ?? []), ...reportOptions(step, report)], {
    // jest prints its JSON on stdout too; what a person reads of it is on stderr.
    stdio: ['ignore', step.isJest === true ? 'ignore' : 'inherit', 'inherit'],
    env: step.env ?? withoutService,
  });
  const ok = status === 0;
  if (step.isJest !== true && step.isPytest !== true) {
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  }
  const counted = step.isJest === true ? countsIn(report) : countsInXml(report);
  return { passed: counted.passed, failed: ok ? counted.failed : Math.max(1, counted.failed) };
}

function reportOptions(step, report) {
  if (step.isJest === true) {
    return ['--silent', '--json', `--outputFile=${report}`];
  }
  return step.isPytest === true ? [`--junit-xml=${report}`] : [];
}

/** The first element of pytest's report has the sums. */
function countsInXml(report) {
  try {
    const xml = readFileSync(report, 'utf8');
    const sum = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)[1]);
    const failures = sum('failures') + sum('errors');
    return { passed: sum('tests') - failures - sum('skipped'), failed: failures };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function countsIn(report) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeText } from './judges.js';
import type { SimulatedVendor } from './simulated-vendor.js';
import { simulatedVendors } from './vendors.js';

const SOURCES = import.meta.dirname;
const DOCUMENT = join(SOURCES, '../../../docs/simulators.md');
const PYTHON_JUDGES = join(SOURCES, '../../../test/judges');

/** Prettier pads the cells of tables. */
function unpadded(line: string): string {
  return line.replaceAll(/ +/g, ' ').trim();
}

describe('the judges of the simulators', () => {
  let vendors: SimulatedVendor[];

  beforeAll(async () => {
    vendors = await simulatedVendors();
  });

  it('are those of every folder that starts a simulator', () => {
    const folders = readdirSync(SOURCES).filter((folder) => existsSync(join(SOURCES, folder, 'index.ts')));
    expect(
      folders.filter((folder) => folder !== 'kit' && !existsSync(join(SOURCES, folder, 'vendors.ts'))),
    ).toEqual([]);
    expect(new Set(vendors.map(({ port }) => port)).size).toBe(vendors.length);
  });

  it('are listed in the documentation, row by row', () => {
    const rows = readFileSync(DOCUMENT, 'utf8').split('\n').map(unpadded);
    const expected = vendors.map(
      ({ name, judges, port }) => `| ${name} | ${judges.map(judgeText).join('; ')} | ${port} |`,
    );
    expect(rows).toEqual(expect.arrayContaining(expected));
  });

  it('are named for every simulator, and those in the tests are there', () => {
    const specs = vendors.flatMap(({ judges }) =>
      judges.flatMap((judge) => (judge.by === 'client' ? [judge.spec] : [])),
    );
    expect(vendors.filter(({ judges }) => judges.length === 0)).toEqual([]);
    expect(specs.filter((spec) => !existsSync(join(SOURCES, spec)))).toEqual([]);
    const written = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.judge.spec.ts'),
    );
    expect(specs).toEqual(expect.arrayContaining(written));
  });

  it('in Python are there as well, each of them named', () => {
    const named = vendors.flatMap(({ judges }) =>
      judges.flatMap((judge) => (judge.by === 'Python client' || judge.by === 'server' ? [judge.spec] : [])),
    );
    expect(named.filter((spec) => !existsSync(join(PYTHON_JUDGES, spec)))).toEqual([]);
    const written = readdirSync(join(PYTHON_JUDGES, 'sdks')).filter((file) => file.startsWith('test_'));
    expect(named).toEqual(expect.arrayContaining(written.map((file) => `sdks/${file}`)));
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatedVendor } from './simulated-vendor.js';

/** From the root of the repository, where the programs and tests that use simulators are started. */
const SOURCES = 'libs/simulators/src';

const VENDORS_FILE = 'vendors.ts';

/** Every simulated vendor, by port: each folder beside this file may have a `vendors.ts` that exports `VENDORS`. */
export async function simulatedVendors(): Promise<SimulatedVendor[]> {
  const folders = readdirSync(SOURCES).filter((folder) => existsSync(join(SOURCES, folder, VENDORS_FILE)));
  const found = await Promise.all(folders.map(vendorsOf));
  return found.flat().toSorted((one, other) => one.port - other.port);
}

async function vendorsOf(folder: string): Promise<readonly SimulatedVendor[]> {
  // esbuild bundles every file that this pattern matches.
  const { VENDORS }: { VENDORS: readonly SimulatedVendor[] } = await import(`./${folder}/vendors.ts`);
  return VENDORS;
}

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { type RunningBridge, startBridge } from './running-bridge.js';

const REPOSITORY = join(import.meta.dirname, '..');
const DEFAULT_ADDRESS = 'http://127.0.0.1:7861';
const README = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
const CLIENTS = readFileSync(join(REPOSITORY, 'docs/clients.md'), 'utf8');

const run = promisify(execFile);

/** The first block of a page in this language that contains the text; empty if there is none. */
function block(page: string, language: string, containing: string): string {
  const blocks = page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'));
  return [...blocks].map(([, text = '']) => text).find((text) => text.includes(containing)) ?? '';
}

/** Runs what a newcomer copies, in a folder of its own. */
describe('the documented clients', () => {
  let bridge: RunningBridge;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-clients-'));
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'junction');
    bridge = await startBridge({
      default: 'default',
      models: [{ id: 'default', chain: [{ provider: 'sandbox' }] }],
    });
  });

  afterAll(async () => {
    await bridge.close();
    rmSync(folder, { recursive: true });
  });

  async function widthOf(name: string): Promise<number | undefined> {
    return (await sharp(readFileSync(join(folder, name))).metadata()).width;
  }

  it("paint README's cat with curl", async () => {
    const command = block(README, 'sh', 'cat.png').replace(DEFAULT_ADDRESS, bridge.url);
    await run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder });
    expect(await widthOf('cat.png')).toBe(1024);
  });

  it("paint README's robots with OpenAI's package for Node", async () => {
    const program = block(README, 'js', 'robots.png');
    writeFileSync(join(folder, 'robots.mjs'), program.replace(DEFAULT_ADDRESS, bridge.url));
    await run(process.execPath, ['robots.mjs'], { cwd: folder });
    expect(await widthOf('robots.png')).toBe(1024);
  });

  it('are the same in README and docs/clients.md', () => {
    expect(block(CLIENTS, 'js', "from 'openai'")).toBe(block(README, 'js', 'robots.png'));
  });
});

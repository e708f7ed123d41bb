import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { moveOldInstallation, type MovedInstallation } from './old-installation.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const [START = '', PAGE = ''] = readFileSync(join(import.meta.dirname, '../docs/loras.md'), 'utf8').split(
  '\n## An example\n',
);

/** The requests and answers of the example, in its order. */
const [request, match = { is: 'missing' }, plan = { is: 'missing' }] = [
  ...PAGE.matchAll(/```json\n(.*?)```/gs),
].map(([, text = '']) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)));

const Plan = z.object({
  candidates: z.array(
    z.object({
      provider: z.string(),
      request: z.object({ loras: z.array(z.object({ name: z.string() })) }),
      degradations: z.array(z.object({ field: z.string(), asked: z.string(), why: z.string() })),
      estimate: z.object({ usd: z.number(), source: z.string() }).nullable(),
    }),
  ),
});

type PlannedCandidate = z.infer<typeof Plan>['candidates'][number];

/** The rows of the page's last table, without the blanks that line its columns up. */
function shownRows(): string[] {
  const [, table = ''] = PAGE.split(/\n\| provider .*\n.*\n/);
  return table.split('\n\n', 1).flatMap((text) => text.split('\n').map((row) => row.replace(/ +/g, ' ')));
}

function rowOf({ provider, request: { loras }, degradations, estimate }: PlannedCandidate): string {
  const drops = degradations
    .filter(({ field }) => field === 'loras')
    .map(({ asked, why }) => `${asked}: ${why}`);
  return `| ${provider} | ${loras.map(({ name }) => name).join(', ')} | ${drops.join('; ')} | ${priceOf(estimate)} |`;
}

function priceOf(estimate: PlannedCandidate['estimate']): string {
  if (estimate === null) {
    return 'not known beforehand';
  }
  return estimate.source === 'free' ? 'free' : `$${estimate.usd}`;
}

describe('the example of docs/loras.md', () => {
  let moved: MovedInstallation;

  beforeAll(async () => {
    moved = await moveOldInstallation();
  });

  afterAll(() => moved.close());

  async function answerOf(path: string): Promise<unknown> {
    const response = await fetch(`${moved.bridge.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(request),
    });
    return response.json();
  }

  it('finds what it says, where it says', async () => {
    expect(await answerOf('/v1/loras/match')).toMatchObject(match);
  });

  it('words the prompt as it says, and chooses for the reasons it names', async () => {
    const { matches } = match;
    expect(await answerOf('/v1/images/plan')).toMatchObject({ ...plan, matches });
  });

  it('drops at each provider what it says, for the price it says, and buys nothing', async () => {
    const { candidates } = Plan.parse(await answerOf('/v1/images/plan'));
    expect(candidates.map(rowOf)).toEqual(shownRows());
    expect(moved.runware.state().submissions).toBe(0);
  });
});

const SANDBOX = {
  default: 'default',
  models: [{ id: 'default', family: 'flux', chain: [{ provider: 'sandbox' }] }],
};

const Matches = z.object({ matches: z.array(z.object({ lora: z.string(), phrase: z.string() })) });
const Prompt = z.object({ prompt: z.string(), loras: z.array(z.object({ name: z.string() })) });

/** The body that a command of the page sends to a route. */
function sentTo(route: string): string {
  const [, command = ''] = START.split(`http://127.0.0.1:7861${route} `);
  return /-d '(.*?)'/.exec(command)?.[1] ?? '';
}

describe('the first LoRA of docs/loras.md', () => {
  const [, catalogue = ''] = /```json\n(.*?)```/s.exec(START) ?? [];
  let folder: string;
  let bridge: RunningBridge;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-loras-'));
  });

  afterEach(async () => {
    await bridge.close();
    rmSync(folder, { recursive: true });
  });

  async function post(path: string, body: string): Promise<unknown> {
    return (await fetch(`${bridge.url}${path}`, { method: 'POST', body })).json();
  }

  it('is found by its keyword and brings its trigger words, as a file', async () => {
    const file = join(folder, 'master_lora_dict.json');
    writeFileSync(file, catalogue);
    bridge = await startBridge(SANDBOX, { LORA_DICT_PATH: file });
    const { matches } = Matches.parse(await post('/v1/loras/match', sentTo('/v1/loras/match')));
    expect(matches).toEqual([expect.objectContaining({ lora: 'elena', phrase: 'elena' })]);
    const { prompt, loras } = Prompt.parse(await post('/v1/images/plan', sentTo('/v1/loras/match')));
    expect(prompt).toContain('e1ena woman');
    expect(loras).toEqual([expect.objectContaining({ name: 'elena' })]);
  });

  it('can be added while the bridge runs', async () => {
    bridge = await startBridge(SANDBOX, { DATA_PATH: folder });
    await post('/v1/loras', sentTo('/v1/loras'));
    const { matches } = Matches.parse(await post('/v1/loras/match', sentTo('/v1/loras/match')));
    expect(matches).toEqual([expect.objectContaining({ lora: 'elena' })]);
  });
});

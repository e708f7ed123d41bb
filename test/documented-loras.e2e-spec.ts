import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { moveOldInstallation, type MovedInstallation } from './old-installation.js';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/loras.md'), 'utf8');

/** The requests and answers of the page, in its order. */
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

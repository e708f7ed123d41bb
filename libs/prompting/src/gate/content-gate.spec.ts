import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { CurrentSettings } from '@fusionbridge/settings';
import { bridgeErrorOf, modelsWithChain, testSettings } from '@fusionbridge/testing';
import { type ChatOptions, type Fault, type Simulator, startChat } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { ServiceClient } from '../service/service-client.js';
import { BlockList } from './block-list.js';
import { ContentGate } from './content-gate.js';
import { Moderation } from './moderation.js';

const { signal } = new AbortController();

function gateWith(env: Record<string, string> = {}): ContentGate {
  const settings = testSettings(modelsWithChain('other'), env);
  const current = new CurrentSettings(settings);
  return new ContentGate(
    new BlockList(current),
    new Moderation(current, new ServiceClient(new VendorHttp(settings))),
  );
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe(ContentGate, () => {
  it('lets ordinary texts pass', async () => {
    await expect(
      gateWith().check(['a red door', '', 'film-grain'], signal, 'child, loli'),
    ).resolves.toBeUndefined();
    await expect(gateWith().check([], signal)).resolves.toBeUndefined();
  });

  it('refuses what sexualises minors, also where the parts stand in two texts, and does not repeat it', async () => {
    const error = await bridgeErrorOf(gateWith().check(['a loli, smile', 'nude-style'], signal));
    expect(error).toMatchObject({ kind: 'content_policy', field: 'prompt' });
    expect(error.message).not.toMatch(/loli|nude/);
    expect((await bridgeErrorOf(gateWith().check(['a child'], signal, 'clothes'))).kind).toBe(
      'content_policy',
    );
  });
});

describe("the operator's block list", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-blocks-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function gateOf(lines: string): ContentGate {
    const path = join(folder, 'blocks.txt');
    writeFileSync(path, lines);
    return gateWith({ CONTENT_BLOCKLIST_PATH: path });
  }

  const LIST = ['# not here', '', 'Some Person', 'C++ (old)', '/\\bblood\\w*/i', ''].join('\r\n');

  it.each(['some person on a horse', 'SOME_PERSON', 'Sóme  pérson', 'the C++ (old) book', 'Bloody hands'])(
    'refuses %p',
    async (text) => {
      expect((await bridgeErrorOf(gateOf(LIST).check([text], signal))).kind).toBe('content_policy');
    },
  );

  it.each(['some personal things', 'handsome person', 'a wet red door', '# not here'])(
    'lets %p pass',
    async (text) => {
      await expect(gateOf(LIST).check([text], signal)).resolves.toBeUndefined();
    },
  );

  it('stops the start where it cannot be read, line by line', () => {
    expect(() => gateOf('fine\n/[/\n/(/')).toThrow(/line 2: found \/\[\/;[^]*line 3: found \/\(\/;/);
    expect(() => gateWith({ CONTENT_BLOCKLIST_PATH: join(folder, 'none') })).toThrow(
      'CONTENT_BLOCKLIST_PATH: found',
    );
  });
});

describe('a moderation service', () => {
  const services: Simulator[] = [];

  afterEach(async () => {
    await Promise.all(services.splice(0).map((one) => one.close()));
  });

  async function gateOf(
    env: Record<string, string> = {},
    options: ChatOptions = {},
  ): Promise<{ gate: ContentGate; service: Simulator }> {
    const service = await startChat(options);
    services.push(service);
    return { gate: gateWith({ MODERATION_URL: service.url, ...env }), service };
  }

  it('is asked about every text, with its model and key', async () => {
    const env = { MODERATION_API_KEY: 'moderation-key', MODERATION_MODEL: 'mod-1' };
    const { gate, service } = await gateOf(env, { apiKey: 'moderation-key' });
    await gate.check(['a door', '', 'a wall'], signal);
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.path).toBe('/v1/moderations');
    expect(JSON.parse(service.requests[0]?.body.toString() ?? '')).toEqual({
      input: ['a door', 'a wall'],
      model: 'mod-1',
    });
  });

  it('is not asked about what is refused anyway, nor about nothing', async () => {
    const { gate, service } = await gateOf();
    await bridgeErrorOf(gate.check(['nude loli'], signal));
    await gate.check([' '], signal);
    expect(service.requests).toHaveLength(0);
  });

  it('refuses what it flags, or only the categories that are named', async () => {
    const { gate } = await gateOf();
    expect((await bridgeErrorOf(gate.check(['a door', 'flag:violence'], signal))).kind).toBe(
      'content_policy',
    );
    const { gate: choosy } = await gateOf({ MODERATION_CATEGORIES: 'sexual/minors, hate' });
    await expect(choosy.check(['flag:violence'], signal)).resolves.toBeUndefined();
    expect((await bridgeErrorOf(choosy.check(['flag:hate'], signal))).kind).toBe('content_policy');
  });

  it.each<Fault>([
    'unauthorized',
    'rate_limited',
    'server_error',
    'wrong_json',
    'other_json',
    'drop_after_accept',
  ])('stops nothing when it fails (%s), unless it is required', async (fault) => {
    const { gate, service } = await gateOf();
    service.fault(fault);
    await expect(gate.check(['a door'], signal)).resolves.toBeUndefined();
    const { gate: strict, service: needed } = await gateOf({ MODERATION_REQUIRED: 'true' });
    needed.fault(fault);
    expect((await bridgeErrorOf(strict.check(['a door'], signal))).kind).toBe('unavailable');
    await expect(strict.check(['a door'], signal)).resolves.toBeUndefined();
  });

  it('lets nobody slip through who leaves before it answers', async () => {
    const { gate } = await gateOf();
    expect((await bridgeErrorOf(gate.check(['flag:violence'], AbortSignal.abort()))).kind).toBe('cancelled');
  });

  it('needs an address to be required', () => {
    expect(() => gateWith({ MODERATION_REQUIRED: 'true' })).toThrow('MODERATION_URL: found nothing');
  });
});

import { createServer, type Server } from 'node:http';
import { readOpenAiFailure, VendorHttp } from '@fusionbridge/http';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { KnownModels } from './known-models.js';

describe(KnownModels.name, () => {
  const http = new VendorHttp(testSettings(modelsWithChain('other')));
  let server: Server;
  let asked: number;
  let answer: { status: number; body: unknown };
  let models: KnownModels;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    models = new KnownModels(
      http.client({
        id: 'talker',
        baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`,
        authorization: null,
        addressSetting: 'TALKER_URL',
        keySetting: null,
        readFailure: readOpenAiFailure,
      }),
    );
  });

  afterEach(() => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  afterAll(() => http.onApplicationShutdown());

  it.each<[string, unknown, readonly string[]]>([
    ["OpenAI's list", { object: 'list', data: [{ id: 'a', object: 'model' }, { id: 'b' }] }, ['a', 'b']],
    ['a bare list', [{ id: 'a', type: 'chat' }], ['a']],
    [
      'no model that does something else',
      [
        { id: 'painter', type: 'image' },
        { id: 'talker', type: 'language' },
        { id: 'measurer', type: 'embedding' },
        { id: 'unknown', type: null },
      ],
      ['talker', 'unknown'],
    ],
  ])('reads %s', async (_what, body, names) => {
    answer = { status: 200, body };
    expect(await models.names()).toEqual(names);
  });

  it('knows none where the server does not tell', async () => {
    answer = { status: 500, body: {} };
    expect(await models.names()).toEqual([]);
  });

  it('asks once a minute at most, also a server that fails', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    answer = { status: 500, body: {} };
    await Promise.all([models.names(), models.names()]);
    answer = { status: 200, body: [{ id: 'a' }] };
    clock.mockReturnValue(1_060_000);
    expect([await models.names(), asked]).toEqual([[], 1]);
    clock.mockReturnValue(1_060_001);
    expect([await models.names(), asked]).toEqual([['a'], 2]);
  });
});

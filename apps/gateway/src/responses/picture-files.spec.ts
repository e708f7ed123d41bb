import type { IncomingMessage } from 'node:http';
import type { ImageResult, PictureFormat } from '@fusionbridge/core';
import { DiskPictureStore, type PictureLink, PictureStore } from '@fusionbridge/media';
import { SettingsModule } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TestServer } from '../../test/test-server.js';
import { ResponsesModule } from './responses.module.js';
import { PictureFiles } from './picture-files.js';

/** As a store that clients can reach themselves. */
class LinkingStore extends DiskPictureStore {
  override async link(hash: string, format: PictureFormat): Promise<PictureLink | null> {
    return { address: `https://pictures.example/${hash}.${format}?signature=x`, lastsSeconds: 601 };
  }
}

describe(PictureFiles.name, () => {
  const settings = testSettings(modelsWithChain('other'));
  const store = new LinkingStore(settings);
  const server = new TestServer();
  let files: PictureFiles;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [SettingsModule.with(settings), ResponsesModule],
    })
      .overrideProvider(PictureStore)
      .useValue(store)
      .compile();
    files = module.get(PictureFiles);
    await server.start();
  });

  afterAll(() => server.close());

  async function sent(picture: ImageResult): Promise<IncomingMessage> {
    const failure = new Promise<never>((_, reject) => {
      server.answering = (response) => {
        files.send(picture, response.req, response).catch((error: unknown) => {
          response.end();
          reject(error);
        });
      };
    });
    const response = await Promise.race([server.get(), failure]);
    return response.resume();
  }

  async function keptPicture(): Promise<ImageResult> {
    const kept = await store.keep({ format: 'webp', bytes: Buffer.from('RIFF') });
    const facts = { id: 'id', format: 'webp' as const, width: 1, height: 1, seed: 1, infotext: '' };
    return { ...kept, ...facts, provider: 'p', vendorModel: 'm', contentCredentials: 'none' };
  }

  it('sends a client to the store, and for no longer than the store will have it', async () => {
    const picture = await keptPicture();
    const { statusCode, headers } = await sent(picture);
    expect(statusCode).toBe(302);
    expect(headers).toMatchObject({
      location: `https://pictures.example/${picture.hash}.webp?signature=x`,
      'cache-control': 'private, max-age=300',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(headers).not.toHaveProperty('content-type');
  });

  it('sends nobody to a picture that is gone', async () => {
    const picture = await keptPicture();
    await store.remove(picture.hash, picture.format);
    await expect(sent(picture)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('says that a store is away, and tells the operator why', async () => {
    const picture = await keptPicture();
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    jest.spyOn(store, 'has').mockRejectedValue(new Error('The bucket could not be reached.'));
    await expect(sent(picture)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('could not be reached'));
    jest.restoreAllMocks();
  });
});

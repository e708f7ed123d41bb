import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { FakeBucket } from '../../test/fake-bucket.js';
import type { PictureStore, StoredFile } from './picture-store.js';
import { pictureStoreOf } from './picture-store-of.js';
import { S3PictureStore } from './s3-picture-store.js';

const KEYS = { S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'test-id', S3_SECRET_ACCESS_KEY: 'test-secret' };
const picture = { format: 'png' as const, bytes: Buffer.from('a picture') };
const hash = createHash('sha256').update(picture.bytes).digest('hex');
const path = `/pictures/kept/${hash.slice(0, 2)}/${hash}.png`;

describe(S3PictureStore.name, () => {
  let bucket: FakeBucket;
  let endpoint: string;
  let store: PictureStore;

  beforeEach(async () => {
    bucket = new FakeBucket();
    endpoint = await bucket.start();
    store = storeWith();
  });

  afterEach(() => bucket.close());

  function storeWith(env: Record<string, string> = {}): PictureStore {
    const all = { S3_ENDPOINT: endpoint, S3_PREFIX: 'kept', ...KEYS, ...env };
    return pictureStoreOf(testSettings(modelsWithChain('other'), all));
  }

  it('sends a picture that is not there, named, signed and sealed by its content', async () => {
    bucket.answer = ({ method }, response) => response.writeHead(method === 'HEAD' ? 404 : 200).end();
    await store.keep(picture);
    expect(bucket.methods()).toEqual(['HEAD', 'PUT']);
    expect(bucket.calls[1]).toMatchObject({
      url: expect.objectContaining({ pathname: path }),
      body: picture.bytes,
      headers: {
        'content-type': 'image/png',
        'content-length': '9',
        'x-amz-content-sha256': hash,
        'x-amz-checksum-sha256': Buffer.from(hash, 'hex').toString('base64'),
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=test-id\/\d{8}\/us-east-1\/s3\//),
      },
    });
  });

  it('does not send what is there, but makes it young', async () => {
    bucket.answer = ({ method }, response) => {
      response.writeHead(200, method === 'HEAD' ? { 'content-length': 9 } : {});
      response.end(method === 'PUT' ? '<CopyObjectResult></CopyObjectResult>' : '');
    };
    await store.keep(picture);
    expect(bucket.methods()).toEqual(['HEAD', 'PUT']);
    expect(bucket.calls[1]?.body).toHaveLength(0);
    expect(bucket.calls[1]?.headers).toMatchObject({
      'x-amz-copy-source': path,
      'x-amz-metadata-directive': 'REPLACE',
    });
  });

  it('sends it again to a bucket that has it by halves, or cannot make it young', async () => {
    bucket.answer = ({ method }, response) => {
      response.writeHead(200, method === 'HEAD' ? { 'content-length': 9 } : {}).end('<Error/>');
    };
    await store.keep(picture);
    bucket.answer = ({ method }, response) =>
      response.writeHead(200, method === 'HEAD' ? { 'content-length': 8 } : {}).end();
    await store.keep(picture);
    expect(bucket.methods()).toEqual(['HEAD', 'PUT', 'PUT', 'HEAD', 'PUT']);
    expect(bucket.calls.at(-1)?.body).toEqual(picture.bytes);
  });

  it('tries again what a broken connection or an overworked bucket spoilt', async () => {
    const spoilt = [
      (response: ServerResponse) => response.destroy(),
      (response: ServerResponse) => response.writeHead(500).end(),
      (response: ServerResponse) => response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'),
    ];
    bucket.answer = ({ method }, response) => {
      const spoil = method === 'PUT' ? spoilt.pop() : undefined;
      (spoil ?? ((one: ServerResponse) => one.writeHead(method === 'HEAD' ? 404 : 200).end()))(response);
    };
    await store.keep(picture);
    expect(bucket.methods()).toEqual(['HEAD', 'PUT', 'PUT', 'PUT', 'PUT']);
    expect(bucket.calls.at(-1)?.body).toEqual(picture.bytes);
  });

  it('does not say that a picture is kept when the bucket refused it', async () => {
    bucket.answer = ({ method }, response) => {
      const text = '<Error><Code>XAmzContentSHA256Mismatch</Code><Message>test-id</Message></Error>';
      response.writeHead(method === 'HEAD' ? 404 : 400).end(text);
    };
    await expect(store.keep(picture)).rejects.toMatchObject({
      kind: 'unavailable',
      cause: {
        message: 'The bucket answered 400 XAmzContentSHA256Mismatch.',
        status: 400,
        code: 'XAmzContentSHA256Mismatch',
      },
    });
    expect(bucket.methods()).toEqual(['HEAD', 'PUT']);
    expect(await store.has(hash, 'png')).toBe(false);
  });

  it('takes a bucket that is gone for no missing file', async () => {
    bucket.answer = (_, response) => response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
    await expect(store.remove(hash, 'png')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    bucket.answer = (_, response) => response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    await expect(store.remove(hash, 'png')).resolves.toBeUndefined();
  });

  it('waits no longer than it may, for an answer as for the rest of a file', async () => {
    store = storeWith({ S3_TIMEOUT_SECONDS: '1' });
    bucket.answer = () => undefined;
    const late = { message: expect.stringContaining('within 1 s'), code: 'ETIMEDOUT' };
    await expect(store.has(hash, 'png')).rejects.toMatchObject(late);
    await expect(store.read(hash, 'png')).rejects.toMatchObject(late);
    bucket.answer = (_, response) => response.writeHead(200, { 'content-length': 9 }).write('a pic');
    await expect(store.read(hash, 'png')).rejects.toMatchObject({
      message: expect.stringContaining('sent nothing for 1 s'),
    });
  });

  it('closes the connection of a reader who leaves, also before the first byte came', async () => {
    const closed = new Promise((resolve) => {
      bucket.answer = (_, response) => response.once('close', resolve);
    });
    const reading = store.open(hash, 'png');
    reading.once('error', () => undefined).resume();
    await new Promise<void>((resolve) => {
      const answer = bucket.answer;
      bucket.answer = (call, response) => {
        answer(call, response);
        resolve();
      };
    });
    reading.destroy();
    await closed;
    expect(bucket.methods()).toEqual(['GET']);
  });

  it('fails a reader whose file breaks off, and one whose part comes as a whole', async () => {
    bucket.answer = (_, response) =>
      response.writeHead(200, { 'content-length': 9 }).write('a pic', () => response.destroy());
    await expect(buffer(store.open(hash, 'png'))).rejects.toMatchObject({ name: 'S3Error' });
    bucket.answer = (_, response) => response.end('a picture');
    await expect(buffer(store.open(hash, 'png', { start: 2, end: 4 }))).rejects.toMatchObject({
      status: 200,
    });
  });

  it('lists page after page, and nothing that is not ours', async () => {
    const entry = (key: string): string =>
      `<Contents><Key>kept/${key}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>9</Size></Contents>`;
    const name = (digit: string): string => `${digit.repeat(2)}/${digit.repeat(64)}.jpg`;
    bucket.answer = ({ url }, response) => {
      const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b+/=</NextContinuationToken>';
      response.end(
        url.searchParams.has('continuation-token')
          ? `<ListBucketResult><IsTruncated>false</IsTruncated>${entry(name('b'))}</ListBucketResult>`
          : `<ListBucketResult>${more}${entry(name('a'))}${entry('notes.txt')}${entry(`cc/${name('a')}`)}</ListBucketResult>`,
      );
    };
    const files: StoredFile[] = [];
    for await (const file of store.list()) {
      files.push(file);
    }
    const facts = { format: 'jpeg', byteLength: 9, keptAt: Date.UTC(2026, 0, 2, 3, 4, 5) };
    expect(files).toEqual(['a', 'b'].map((digit) => ({ hash: digit.repeat(64), ...facts })));
    expect(bucket.calls.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      { 'list-type': '2', prefix: 'kept/' },
      { 'list-type': '2', prefix: 'kept/', 'continuation-token': 'a&b+/=' },
    ]);
  });

  it('stops a start with keys that the bucket refuses, and warns of one that is away', async () => {
    const module = Test.createTestingModule({ providers: [{ provide: S3PictureStore, useValue: store }] });
    const start = async (): Promise<void> => {
      const started = await module.compile();
      await started.init();
    };
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    bucket.answer = (_, response) => response.end('<ListBucketResult></ListBucketResult>');
    await start();
    expect(warn).not.toHaveBeenCalled();
    bucket.answer = (_, response) => response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>');
    await expect(start()).rejects.toThrow(/S3_BUCKET: found "pictures".*403 SignatureDoesNotMatch/);
    bucket.answer = (_, response) => response.destroy();
    await start();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('does not answer'));
    warn.mockRestore();
  });

  it('makes addresses for clients without asking anybody', async () => {
    store = storeWith({
      S3_DELIVERY: 'presigned',
      S3_LINK_SECONDS: '90',
      S3_PUBLIC_ENDPOINT: 'https://cdn.example/s3/',
    });
    const link = await store.link(hash, 'png');
    const address = new URL(link?.address ?? '');
    expect(link?.lastsSeconds).toBe(90);
    expect(address.origin + address.pathname).toBe(`https://cdn.example/s3${path}`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      'X-Amz-Expires': '90',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'response-content-type': 'image/png',
    });
    expect(link?.address).not.toContain('test-secret');
    expect(bucket.calls).toEqual([]);
  });
});

import type { ImageResult, Job } from '@fusionbridge/core';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { ending, newJob, result } from '../../../persistence/test/samples.js';
import { ANNA, type Harness, paint, requestFor, startJobs } from '../../test/harness.js';

describe.each(backends)('PictureRemoval on $name', (backend) => {
  let place: TestStorage;
  let harness: Harness;

  beforeEach(async () => {
    place = await backend.create();
    harness = await startJobs(place, { SHUTDOWN_DRAIN_SECONDS: '0' });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await harness.close();
    await place.drop();
  });

  async function painted(count = 1): Promise<Job> {
    const { jobs, router, submit } = harness;
    const { id } = await submit();
    const pictures = await Promise.all(Array.from({ length: count }, (_, tint) => paint(undefined, tint)));
    await (await router.next()).deliver(pictures);
    return jobs.finished(id);
  }

  async function onePainted(): Promise<ImageResult> {
    const [picture] = (await painted()).results;
    return picture ?? result();
  }

  /** Another record of the same file. */
  async function shared({ hash }: ImageResult): Promise<ImageResult> {
    const other = result({ id: 'another', hash });
    await harness.repository.insert(newJob({ id: 'another' }));
    await harness.repository.finish('another', ending({ results: [other] }));
    return other;
  }

  const isThere = ({ hash, format }: ImageResult): Promise<boolean> => harness.store.has(hash, format);

  it('takes the records and their files', async () => {
    const { id, results } = await painted(3);
    const [first, ...others] = results;

    expect(await harness.removal.remove(others)).toBe(2);

    expect(await Promise.all(results.map(isThere))).toStrictEqual([true, false, false]);
    expect((await harness.jobs.get(id, ANNA)).results).toStrictEqual([first]);
  });

  it('removes nothing twice', async () => {
    const picture = await onePainted();

    const told = await Promise.all([harness.removal.remove([picture]), harness.removal.remove([picture])]);

    expect(told.toSorted()).toStrictEqual([0, 1]);
    expect(await harness.removal.remove([])).toBe(0);
  });

  it('leaves a file that another record has, until that goes too', async () => {
    const picture = await onePainted();
    const other = await shared(picture);

    await harness.removal.remove([picture]);
    expect(await isThere(picture)).toBe(true);

    await harness.removal.remove([other]);
    expect(await isThere(picture)).toBe(false);
  });

  it('leaves a file that a job is made from, whichever process has the job, and though it is over', async () => {
    const picture = await onePainted();
    const { hash, format, width, height } = picture;
    const source = { format, width, height, bytes: await harness.store.read(hash, format) };
    const { id } = await harness.submit({ request: requestFor({ operation: 'image', source }) });

    await harness.removal.remove([picture]);
    expect(await isThere(picture)).toBe(true);

    await (await harness.router.next()).deliver([await paint(undefined, 9)]);
    await harness.jobs.finished(id);
    expect(await harness.removal.removeFile(hash, format)).toBeNull();
    expect(await isThere(picture)).toBe(true);
  });

  it('leaves what a job has kept and not yet written down', async () => {
    const hash = await new Promise<string>((resolve) => {
      jest.spyOn(harness.repository, 'finish').mockImplementation(async (_, { results }) => {
        const [kept] = results;
        await harness.removal.removeFile(kept?.hash ?? '', 'png');
        resolve(kept?.hash ?? '');
      });
      void painted();
    });

    expect(await harness.store.has(hash, 'png')).toBe(true);
  });

  it('takes the record also where the file cannot be removed', async () => {
    const picture = await onePainted();
    jest.spyOn(harness.store, 'remove').mockRejectedValue(new Error('read-only'));

    expect(await harness.removal.remove([picture])).toBe(1);

    expect(await isThere(picture)).toBe(true);
  });
});

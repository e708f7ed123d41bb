import { backends, type TestStorage } from '../test/backends.js';
import { UploadedLoraRepository } from './index.js';

const LORA = {
  provider: 'runware',
  source: 'https://host.example/elena.safetensors',
  vendorId: 'acme:5f2cc9ba4498@1',
  uploadedAt: 1_790_000_000_000,
};

describe.each(backends)('UploadedLoraRepository on $name', (backend) => {
  let place: TestStorage;

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await place.drop();
  });

  it('remembers an upload, also for the next start', async () => {
    await new UploadedLoraRepository(await place.open()).save(LORA);

    const later = new UploadedLoraRepository(await place.open());

    expect(await later.find('runware', LORA.source)).toStrictEqual(LORA);
  });

  it('keeps vendors and addresses apart', async () => {
    const loras = new UploadedLoraRepository(await place.open());
    await loras.save(LORA);

    expect(await loras.find('other', LORA.source)).toBeNull();
    expect(await loras.find('runware', `${LORA.source}?v=2`)).toBeNull();
  });

  it('forgets a copy that is gone, and no other', async () => {
    const loras = new UploadedLoraRepository(await place.open());
    await loras.save(LORA);
    await loras.save({ ...LORA, provider: 'other' });

    await loras.remove('runware', LORA.source);

    expect(await loras.find('runware', LORA.source)).toBeNull();
    expect(await loras.find('other', LORA.source)).not.toBeNull();
  });

  it('keeps the latest upload of one address', async () => {
    const loras = new UploadedLoraRepository(await place.open());
    const again = { ...LORA, vendorId: 'acme:5f2cc9ba4498@2', uploadedAt: LORA.uploadedAt + 1 };

    await Promise.all([loras.save(LORA), loras.save(LORA)]);
    await loras.save(again);

    expect(await loras.find('runware', LORA.source)).toStrictEqual(again);
  });
});

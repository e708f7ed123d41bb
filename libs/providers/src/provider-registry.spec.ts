import { SettingsError, SettingsModule } from '@fusionbridge/settings';
import { FakeProvider, testSettings } from '@fusionbridge/testing';
import { Test } from '@nestjs/testing';
import { ProviderRegistry } from './provider-registry.js';
import { ProvidersModule } from './providers.module.js';

const UNUSED = async (): Promise<never> => {
  throw new Error('nothing is ordered here');
};

function fake(id: string, isConfigured: true | string = true): FakeProvider {
  return Object.assign(new FakeProvider(id, UNUSED), { isConfigured });
}

async function shippedWith(
  upstreams: readonly object[],
  env: Record<string, string>,
): Promise<ProviderRegistry> {
  const settings = testSettings({ default: 'main', models: [{ id: 'main' }], upstreams }, env);
  const module = await Test.createTestingModule({
    imports: [SettingsModule.with(settings), ProvidersModule],
  }).compile();
  return module.get(ProviderRegistry);
}

describe(ProviderRegistry.name, () => {
  const one = fake('one');
  const family = { members: () => [fake('two', 'set TWO=true'), fake('three')] };
  const registry = new ProviderRegistry([one, family]);

  it('holds providers and the members of families, by their ids', () => {
    expect(registry.all().map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(registry.find('one')).toBe(one);
    expect(registry.find('four')).toBeNull();
  });

  it('tells which of them have what they need', () => {
    expect(registry.configured().map(({ id }) => id)).toEqual(['one', 'three']);
  });

  it('refuses two providers with one id', () => {
    expect(() => new ProviderRegistry([one, fake('one')])).toThrow(SettingsError);
  });

  it('ships with every adapter, and one provider for each upstream', async () => {
    const upstream = { name: 'gpu-box', baseUrl: 'http://127.0.0.1:1/v1' };
    const shipped = await shippedWith([upstream], { SD_ENABLED: 'true' });
    const ids = shipped.all().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['sd-webui', 'openai-compatible', 'gpu-box']));
    const configured = shipped.configured().map(({ id }) => id);
    expect(configured).toEqual(expect.arrayContaining(['sd-webui', 'gpu-box']));
    expect(configured).not.toContain('openai-compatible');
  });

  it('does not start with an upstream that takes the name of an adapter', async () => {
    const upstream = { name: 'sd-webui', baseUrl: 'http://127.0.0.1:1/v1' };
    await expect(shippedWith([upstream], {})).rejects.toThrow('a name that no other provider has');
  });
});

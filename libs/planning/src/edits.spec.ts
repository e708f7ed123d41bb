import { newImageRequest, type Plan } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
import {
  bridgeErrorOf,
  FakeProvider,
  modelsWithChain,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  registryOf,
  testSettings,
} from '@fusionbridge/testing';
import { Test } from '@nestjs/testing';
import { Planner } from './planner.js';
import { PlanningModule } from './planning.module.js';

const UNUSED = async (): Promise<never> => {
  throw new Error('planning must buy nothing');
};

const EDIT = newImageRequest({ operation: 'edit', source: ONE_PIXEL, prompt: 'a fox' });

const painter = (id: string): FakeProvider =>
  new FakeProvider(id, UNUSED, { operations: ['text', 'image', 'inpaint'], mask: 'exact' });
const editor = (id: string): FakeProvider =>
  new FakeProvider(id, UNUSED, { operations: ['reference'], mask: 'none', inputFidelity: true });

async function planFor(request: Partial<typeof EDIT>, ...providers: FakeProvider[]): Promise<Plan> {
  const models = modelsWithChain('other', ...providers.map(({ id }) => id));
  const module = await Test.createTestingModule({
    imports: [SettingsModule.with(testSettings(models)), PlanningModule],
  })
    .overrideProvider(ProviderRegistry)
    .useValue(registryOf(...providers))
    .compile();
  await module.init();
  return module.get(Planner).plan(newImageRequest({ ...EDIT, ...request }));
}

function namesOf({ candidates }: Plan): string[] {
  return candidates.map(({ provider }) => provider);
}

describe('the plan of an edit', () => {
  it('asks each candidate in its own way and counts no usual strength for a cut', async () => {
    const plan = await planFor({}, painter('painter'), editor('editor'));
    expect(plan.candidates.map(({ request }) => request.operation)).toEqual(['image', 'reference']);
    expect(plan.candidates.flatMap(({ degradations }) => degradations)).toEqual([]);
  });

  it('puts those who look at all pictures before those who look at some, and strictly takes only them', async () => {
    const blind = new FakeProvider('blind', UNUSED, { operations: ['image'], inputPictures: 1 });
    const several = { references: [ONE_PIXEL] };
    expect(namesOf(await planFor(several, blind, editor('editor')))).toEqual(['editor', 'blind']);
    expect(namesOf(await planFor({ ...several, fidelity: 'strict' }, blind, editor('editor')))).toEqual([
      'editor',
    ]);
  });

  it('never gives a masked edit to who takes no mask', async () => {
    const masked = { mask: ONE_PIXEL_MASK };
    expect(namesOf(await planFor(masked, editor('editor'), painter('painter')))).toEqual(['painter']);
    const error = await bridgeErrorOf(planFor(masked, editor('editor')));
    expect(error).toMatchObject({ kind: 'unsupported' });
  });

  it('paints under a mask at the size of the picture and says what is lost by another, or by a lossy format', async () => {
    const plan = await planFor(
      {
        mask: ONE_PIXEL_MASK,
        size: { width: 512, height: 256 },
        output: { format: 'jpeg', quality: null },
      },
      painter('painter'),
    );
    expect(plan.candidates[0]?.request.size).not.toEqual({ width: 512, height: 256 });
    expect(plan.candidates[0]?.degradations.map(({ field }) => field)).toEqual(['size', 'output']);
    const lossless = { mask: ONE_PIXEL_MASK, output: { format: 'webp', quality: null } } as const;
    expect((await planFor(lossless, painter('painter'))).candidates[0]?.degradations).toEqual([]);
  });

  it('tells how closely to keep to the pictures only who can be told', async () => {
    const plan = await planFor({ inputFidelity: 'high' }, painter('painter'), editor('editor'));
    expect(plan.candidates.map(({ request }) => request.inputFidelity)).toEqual([null, 'high']);
    expect(plan.candidates[0]?.degradations).toEqual([
      expect.objectContaining({ field: 'inputFidelity', asked: 'high', given: 'dropped' }),
    ]);
  });
});

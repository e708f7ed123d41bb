import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@fusionbridge/settings';
import {
  documentedModels,
  type Variable,
  variablesOfCode,
  variablesOfExample,
  variablesOfPage,
} from './documented-settings.js';

describe('the settings', () => {
  it('are found in the code, those of an adapter too', async () => {
    const names = (await variablesOfCode()).map((variable) => variable.name);
    expect(names).toEqual(expect.arrayContaining(['BRIDGE_PORT', 'CONFIG_DIR', 'SD_API_URL']));
  });

  it('stand in env.example, every one with its default', async () => {
    expect(byName(variablesOfExample())).toEqual(byName(await variablesOfCode()));
  });

  it('are listed in docs/configuration.md, every one with its default', async () => {
    expect(byName(variablesOfPage('docs/configuration.md'))).toEqual(byName(await variablesOfCode()));
  });

  it('that README shows exist and have the default that it names', async () => {
    const shown = variablesOfPage('README.md');
    expect(shown).toHaveLength(10);
    expect(await variablesOfCode()).toEqual(expect.arrayContaining(shown));
  });

  it('accept the models.json of docs/models.md', () => {
    const configPath = mkdtempSync(join(tmpdir(), 'fusionbridge-docs-'));
    writeFileSync(join(configPath, 'models.json'), documentedModels());
    const { models } = new Settings({ env: {}, configPath });
    rmSync(configPath, { recursive: true });
    expect(models.find('dall-e-3')?.chain[0]?.provider).toBe('fastfusion');
  });

  it("let whatever paints by default stand in for OpenAI's models, so that its clients need no key of it", () => {
    const { models } = new Settings({ env: {}, configPath: join(import.meta.dirname, '../config') });
    const painters = (name: string): string[] =>
      (models.find(name)?.chain ?? [])
        .map((link) => link.provider)
        .filter((provider) => provider !== 'openai');
    expect(painters('gpt-image-2')).toEqual(painters('dall-e-3'));
    expect(models.find('dall-e-3')).toBe(models.defaultModel);
  });
});

function byName(variables: readonly Variable[]): Record<string, string | null> {
  return Object.fromEntries(
    variables
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((variable) => [variable.name, variable.default]),
  );
}

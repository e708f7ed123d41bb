import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { SummaryTemplate, USUAL_TEMPLATE } from './summary-template.js';

describe(SummaryTemplate, () => {
  it('is what config/prompts/summarize.md says as it comes', () => {
    const shipped = join(import.meta.dirname, '../../../../config/prompts/summarize.md');
    expect(readFileSync(shipped, 'utf8')).toBe(USUAL_TEMPLATE);
    expect(new SummaryTemplate(testSettings(modelsWithChain('other'))).filled([], 9)).toContain(
      'spelt exactly so: (none).',
    );
  });

  it.each([
    ['  \n', 'nothing'],
    ['Say {{name}}.', '{{name}}'],
  ])('stops the start for %j', (text, found) => {
    const settings = testSettings(modelsWithChain('other'));
    mkdirSync(settings.configFile('prompts'));
    writeFileSync(join(settings.configFile('prompts'), 'summarize.md'), text);
    expect(() => new SummaryTemplate(settings)).toThrow(
      `config/prompts/summarize.md: (whole file): found ${found};`,
    );
  });
});

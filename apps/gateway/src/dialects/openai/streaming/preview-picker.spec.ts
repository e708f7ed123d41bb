import type { Picture, Progress } from '@fusionbridge/core';
import fc from 'fast-check';
import { PreviewPicker } from './preview-picker.js';

function picture(content: string): Picture {
  return { format: 'png', width: 1, height: 1, bytes: Buffer.from(content) };
}

function progress(fraction: number, preview: Picture | null): Progress {
  return { fraction, step: null, steps: null, preview, note: null };
}

/** What is shown of these, as text. */
function shown(most: number, steps: readonly (readonly [number, string | null])[]): string[] {
  const picker = new PreviewPicker(most);
  return steps.flatMap(([fraction, content]) => {
    const taken = picker.take(progress(fraction, content === null ? null : picture(content)));
    return taken === null ? [] : [taken.bytes.toString()];
  });
}

describe(PreviewPicker.name, () => {
  const TWENTY = Array.from({ length: 20 }, (_, index): [number, string] => [
    (index + 1) / 20,
    `p${index + 1}`,
  ]);

  it('spreads what it shows over the work', () => {
    expect(shown(3, TWENTY)).toEqual(['p5', 'p10', 'p15']);
    expect(shown(2, TWENTY)).toEqual(['p7', 'p14']);
    expect(shown(1, TWENTY)).toEqual(['p10']);
    expect(shown(0, TWENTY)).toEqual([]);
  });

  it('shows each of a provider that gives as many as are wanted', () => {
    const asked = (most: number): (readonly [number, string])[] =>
      Array.from({ length: most }, (_, index) => [(index + 1) / (most + 1), `p${index}`] as const);
    expect(shown(3, asked(3))).toHaveLength(3);
    expect(shown(2, asked(2))).toHaveLength(2);
    expect(shown(1, asked(1))).toHaveLength(1);
  });

  it('makes nothing up where a provider shows nothing, or the same again', () => {
    expect(shown(3, [[0.9, null]])).toEqual([]);
    expect(
      shown(3, [
        [0.3, 'a'],
        [0.6, 'a'],
        [0.9, 'b'],
      ]),
    ).toEqual(['a', 'b']);
  });

  it('never shows more than is wanted, nor one twice, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('a', 'b', 'c', 'd', null)),
        ),
        (most, steps) => {
          const seen = shown(most, steps);
          expect(seen.length).toBeLessThanOrEqual(most);
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
    );
  });
});

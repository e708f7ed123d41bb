import { added, amended, imported, removed, replaced } from './document-changes.js';
import type { LoraDocument } from './lora-documents.js';

const DOCUMENT: LoraDocument = { config: { default_steps: 20 }, loras: { a: { weight: 1, own: 'kept' } } };
const ELSEWHERE = { z: {} };

describe('changes of a LoRA document', () => {
  it('add an entry under a free id', () => {
    expect(added('b', { weight: 2 }, ELSEWHERE)(DOCUMENT)).toEqual({
      ...DOCUMENT,
      loras: { ...DOCUMENT.loras, b: { weight: 2 } },
    });
  });

  it.each(['a', 'z'])('add nothing under the taken id %j', (id) => {
    expect(() => added(id, {}, ELSEWHERE)(DOCUMENT)).toThrow(`There is a LoRA '${id}' already`);
  });

  it('replace an entry as a whole', () => {
    expect(replaced('a', { weight: 3 }, ELSEWHERE)(DOCUMENT).loras).toEqual({ a: { weight: 3 } });
  });

  it('lay fields over an entry, and keep those that nobody here reads', () => {
    expect(amended('a', { weight: 3 }, ELSEWHERE)(DOCUMENT).loras).toEqual({ a: { weight: 3, own: 'kept' } });
  });

  it('give a LoRA from elsewhere its first entry', () => {
    expect(replaced('z', { weight: 3 }, ELSEWHERE)(DOCUMENT).loras).toMatchObject({ z: { weight: 3 } });
    expect(amended('z', { weight: 4 }, ELSEWHERE)(DOCUMENT).loras).toMatchObject({ z: { weight: 4 } });
  });

  it.each(['b', 'toString', '__proto__'])('know no LoRA %j', (id) => {
    const missing = expect.objectContaining({ kind: 'not_found' });
    for (const change of [replaced(id, {}, ELSEWHERE), amended(id, {}, ELSEWHERE), removed(id)]) {
      let error: unknown = null;
      try {
        change(DOCUMENT);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toEqual(missing);
    }
  });

  it('remove an entry of the file, but none from elsewhere', () => {
    expect(removed('a')(DOCUMENT)).toEqual({ ...DOCUMENT, loras: {} });
    expect(() => removed('z')(DOCUMENT)).toThrow("has no 'z'");
  });

  it('import a document in place of the old one, or over it', () => {
    const given: LoraDocument = { config: { default_steps: 5 }, loras: { b: {} } };
    expect(imported(given, 'replace')(DOCUMENT)).toEqual(given);
    expect(imported(given, 'merge')(DOCUMENT)).toEqual({
      config: { default_steps: 5 },
      loras: { ...DOCUMENT.loras, b: {} },
    });
    expect(imported({ loras: {} }, 'merge')(DOCUMENT)).toEqual(DOCUMENT);
  });

  it('leave the document that they change as it was', () => {
    const before = structuredClone(DOCUMENT);
    added('b', {}, ELSEWHERE)(DOCUMENT);
    amended('a', { weight: 3 }, ELSEWHERE)(DOCUMENT);
    removed('a')(DOCUMENT);
    imported({ loras: { b: {} } }, 'merge')(DOCUMENT);
    expect(DOCUMENT).toEqual(before);
  });
});

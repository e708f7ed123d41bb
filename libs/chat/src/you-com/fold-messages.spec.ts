import { foldMessages } from './fold-messages.js';

describe(foldMessages.name, () => {
  it('puts what the system says into a frame at the top, wherever it stood, and the rest under its speakers', () => {
    const text = foldMessages([
      { role: 'system', content: 'You are a poet.' },
      { role: 'user', content: 'A verse, please.' },
      { role: 'assistant', content: 'Roses are red.' },
      { role: 'developer', content: 'Be brief.' },
      { role: 'tool', content: 'violets: blue' },
      { role: 'function', content: 'sugar: sweet' },
    ]);
    expect(text).toBe(
      [
        '[System Instructions]\nYou are a poet.\n\nBe brief.\n[/System Instructions]',
        '[User]\nA verse, please.',
        '[Assistant]\nRoses are red.',
        '[Tool]\nviolets: blue',
        '[Tool]\nsugar: sweet',
      ].join('\n\n'),
    );
  });

  it('has no frame without a system, and leaves empty messages out', () => {
    const text = foldMessages([
      { role: 'system', content: '' },
      { role: 'assistant', content: null },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      },
    ]);
    expect(text).toBe('[User]\none\ntwo');
  });

  it('is empty for a chat without any text', () => {
    expect(foldMessages([{ role: 'assistant', content: null }])).toBe('');
  });
});

import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { BridgeLogger } from './bridge-logger.js';

const SECRET = 'sk-hush-hush-0123';

describe(BridgeLogger.name, () => {
  const logger = new BridgeLogger(testSettings(modelsWithChain('other'), { API_KEYS: SECRET }));
  let printed: string;

  beforeEach(() => {
    printed = '';
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        printed += String(text);
        return true;
      });
    }
  });

  afterEach(() => jest.restoreAllMocks());

  it.each<[string, () => void]>([
    ['a message', () => logger.log(`it is ${SECRET}`, 'Room')],
    ['a warning', () => logger.warn(`it is ${SECRET}`, 'Room')],
    ['an error', () => logger.error(new Error(`it is ${SECRET}`), 'Room')],
    [
      'a stack',
      () => logger.error('broken', `Error: it is ${SECRET}\n    at somewhere (file.js:1:1)`, 'Room'),
    ],
    ['the end', () => logger.fatal(`it is ${SECRET}`, 'Room')],
  ])('blanks secrets out of %s', (_what, print) => {
    print();
    expect(printed).toContain('it is ***');
    expect(printed).not.toContain(SECRET);
  });

  it('leaves out what Nest says at the start, and what main says in words', () => {
    logger.log('Mapped {/, GET} route', 'RouterExplorer');
    logger.error(new Error('no port'), 'NestApplication');
    expect(printed).toBe('');
  });

  it('begins its lines with the time as ISO 8601 has it, without colours where nobody sees them', () => {
    logger.log('painted', 'Room');
    expect(printed).toMatch(/^\[Nest\] \d+ +- \d{4}-\d\d-\d\dT[\d:.]+Z +LOG \[Room\] painted\n$/);
  });
});

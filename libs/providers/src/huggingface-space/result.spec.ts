import { filesIn } from './result.js';

const FILE = {
  path: '/tmp/a.webp',
  url: 'https://x.hf.space/file=/tmp/a.webp',
  meta: { _type: 'gradio.FileData' },
};
const FOUND = { path: FILE.path, url: FILE.url };

describe(filesIn, () => {
  it.each([
    ['an image', [FILE, '{}'], [FOUND]],
    ['an image without an address', [{ path: '/tmp/b.png' }], [{ path: '/tmp/b.png', url: null }]],
    ['an image behind other results', ['{}', null, FILE, { path: '/tmp/other' }], [FOUND]],
    ['a gallery', [[{ image: FILE, caption: null }, { image: FILE }], 7], [FOUND, FOUND]],
    [
      'a picture in a text',
      ['a caption', 'data:image/png;base64,AA=='],
      [{ path: '', url: 'data:image/png;base64,AA==' }],
    ],
    ['no picture', [null, 'text', [], {}], []],
  ])('finds %s', (_what, results, files) => {
    expect(filesIn(results)).toEqual(files);
  });

  it('takes the last picture of a comparison, which is the result', () => {
    const before = { ...FILE, path: '/tmp/before.webp' };
    expect(filesIn(['text', [before, FILE]], ['Textbox', 'Imageslider'])).toEqual([FOUND]);
  });
});

import { sanitizeVendorText } from './sanitize-vendor-text.js';

describe(sanitizeVendorText, () => {
  it.each([
    ['no such file: /home/me/models/flux.safetensors!', 'no such file: (path)'],
    ['cannot open C:\\Users\\me\\sd\\model.ckpt, sorry', 'cannot open (path), sorry'],
    ['in file:///home/me/x.bin', 'in (path)'],
    ['see https://example.org/usr/guide for help.', 'see https://example.org/usr/guide for help'],
    ['Invalid URL (POST /v1/images/edits)', 'Invalid URL (POST /v1/images/edits)'],
    ['two\n lines\t\u0000here', 'two lines here'],
    ['<!DOCTYPE html><html><head><title> 502 Bad Gateway </title>', 'an HTML page titled "502 Bad Gateway"'],
    ['<html><body>hm</body></html>', 'an HTML page'],
    ['', ''],
  ])('shows %j as %j', (text, shown) => {
    expect(sanitizeVendorText(text)).toBe(shown);
  });

  it('cuts what is too long to read', () => {
    expect(sanitizeVendorText('a'.repeat(5000))).toHaveLength(301);
  });
});

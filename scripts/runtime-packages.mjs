/**
 * Packages that the bundle leaves out and needs beside it: native code, data, and web pages that are read from
 * disk.
 */
export const RUNTIME_PACKAGES = [
  'sharp',
  'libsql',
  '@resvg/resvg-js',
  'swagger-ui-dist',
  '@iconify-json/fluent-emoji-flat',
  'emojilib',
];

/** Exit code 0 when the bucket that TEST_S3_ENDPOINT and its like name answers, and may be listed. */
import aws4 from 'aws4';

const {
  TEST_S3_ENDPOINT,
  TEST_S3_BUCKET = 'pictures',
  TEST_S3_ACCESS_KEY_ID,
  TEST_S3_SECRET_ACCESS_KEY,
} = process.env;
const { origin, host } = new URL(TEST_S3_ENDPOINT);
const { path, headers } = aws4.sign(
  { service: 's3', host, path: `/${TEST_S3_BUCKET}?list-type=2` },
  { accessKeyId: TEST_S3_ACCESS_KEY_ID, secretAccessKey: TEST_S3_SECRET_ACCESS_KEY },
);
try {
  const { ok } = await fetch(origin + path, { headers, signal: AbortSignal.timeout(2000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}

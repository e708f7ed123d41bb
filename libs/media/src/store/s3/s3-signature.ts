import aws4 from 'aws4';
import type { S3Place } from './s3-place.js';

/** SHA-256 of an empty body. */
const NO_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What is signed. */
interface Signed {
  readonly method: string;
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers to send, with S3's signature over them, the URL and `x-amz-content-sha256`. */
export function signedHeaders({ method, address, headers }: Signed, place: S3Place): Record<string, string> {
  const request = aws4.sign(
    {
      service: 's3',
      region: place.region,
      method,
      host: address.host,
      path: address.pathname + address.search,
      headers: { 'x-amz-content-sha256': NO_BODY, ...headers },
    },
    credentialsOf(place),
  );
  return Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
}

/** A URL with which anyone can GET the file for `seconds`. */
export function signedAddress(address: URL, seconds: number, place: S3Place): string {
  address.searchParams.set('X-Amz-Expires', String(seconds));
  const request = aws4.sign(
    {
      service: 's3',
      region: place.region,
      method: 'GET',
      host: address.host,
      path: address.pathname + address.search,
      signQuery: true,
    },
    credentialsOf(place),
  );
  return `${address.origin}${request.path}`;
}

function credentialsOf({ accessKeyId, secretAccessKey }: S3Place): {
  accessKeyId: string;
  secretAccessKey: string;
} {
  return { accessKeyId, secretAccessKey };
}

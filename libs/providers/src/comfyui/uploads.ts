import { createHash } from 'node:crypto';
import type { AttemptContext, Picture } from '@fusionbridge/core';
import { formBody, type VendorClient } from '@fusionbridge/http';
import { UploadAnswer } from './comfyui.schemas.js';

const TIMEOUT_MS = 60_000;
const NAME_LENGTH = 16;

/**
 * Puts a picture among the server's inputs, in a folder named after its content: no other picture is in its way, and
 * the same one is not kept twice.
 * @returns the name that LoadImage and LoadImageMask take
 */
export async function uploaded(
  client: VendorClient,
  picture: Picture,
  context: AttemptContext,
): Promise<string> {
  const { value } = await client.post(
    formBody([
      { name: 'image', picture },
      { name: 'type', value: 'input' },
      { name: 'subfolder', value: folderOf(picture) },
    ]),
    { path: 'upload/image', signal: context.signal, timeoutMs: TIMEOUT_MS, answer: UploadAnswer },
  );
  return value.subfolder === '' ? value.name : `${value.subfolder}/${value.name}`;
}

function folderOf({ bytes }: Picture): string {
  return `fusionbridge/${createHash('sha256').update(bytes).digest('hex').slice(0, NAME_LENGTH)}`;
}

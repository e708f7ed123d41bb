/** A1111's and its kin's: `<lora:name:0.8>`. */
const TAG = /<(?:lora|lyco|hypernet):([^<>]{1,300})>/gi;

/** A prompt as other servers write it down, without the LoRAs in it, and these as `name:weight`. */
export function withoutLoraTags(text: string): { readonly prompt: string; readonly tags: readonly string[] } {
  const tags = [...text.matchAll(TAG)].map(([, tag = '']) => tag);
  return {
    prompt:
      tags.length === 0
        ? text
        : text
            .replace(TAG, '')
            .replace(/[^\S\n]{2,}/g, ' ')
            .trim(),
    tags,
  };
}

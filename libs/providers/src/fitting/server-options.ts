import type { Degradation, VendorRequest } from '@fusionbridge/core';

const OPTIONS_TAG = /<sd_cpp_extra_args>.*?(?:<\/sd_cpp_extra_args>|$)/gis;

/**
 * The words of a request without `<sd_cpp_extra_args>…</sd_cpp_extra_args>`: stable-diffusion.cpp takes any server
 * option from there, and a prompt is not the place for a client to set them.
 */
export function withoutServerOptions(request: Pick<VendorRequest, 'prompt' | 'negativePrompt'>): {
  prompt: string;
  negativePrompt: string;
  degradations: Degradation[];
} {
  const prompt = stripped(request.prompt);
  const negativePrompt = stripped(request.negativePrompt);
  const same = prompt === request.prompt && negativePrompt === request.negativePrompt;
  return { prompt, negativePrompt, degradations: same ? [] : [STRIPPED] };
}

const STRIPPED: Degradation = {
  field: 'prompt',
  asked: '<sd_cpp_extra_args>',
  given: 'dropped',
  why: 'a prompt may not carry options for the server',
};

/** Again and again, since what stood around a tag may make a new one. */
function stripped(text: string): string {
  const once = text.replace(OPTIONS_TAG, '');
  return once === text ? text : stripped(once).trim();
}

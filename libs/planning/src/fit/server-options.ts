import type { Degradation } from '@fusionbridge/core';

const OPTIONS_TAG = /<sd_cpp_extra_args>.*?(?:<\/sd_cpp_extra_args>|$)/gis;

const STRIPPED: Degradation = {
  field: 'prompt',
  asked: '<sd_cpp_extra_args>',
  given: 'dropped',
  why: 'a prompt may not carry options for the server',
};

/**
 * A text without `<sd_cpp_extra_args>…</sd_cpp_extra_args>`: stable-diffusion.cpp takes any server option from there,
 * and a prompt is not the place for a client to set them. Removed until none is left, since the text around a tag may
 * make a new one.
 */
export function withoutServerOptions(text: string): string {
  const once = text.replace(OPTIONS_TAG, '');
  return once === text ? text : withoutServerOptions(once).trim();
}

/** Reports a degradation if one of the texts carries options. */
export function serverOptionNotes(texts: readonly string[]): Degradation[] {
  return texts.some((text) => withoutServerOptions(text) !== text) ? [STRIPPED] : [];
}

import { z } from 'zod';
import { extentOf, isRecord, type Reply } from '../kit/index.js';
import type { GeminiModel } from './catalogue.js';
import { invalidArgument, unknownField } from './refusals.js';

const MOST_PICTURES = 14;
const MIME_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'];
const LARGEST_INT32 = 2 ** 31 - 1;

const Part = z.strictObject({
  text: z.string().optional(),
  inlineData: z.strictObject({ mimeType: z.string(), data: z.string() }).optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
});

const Content = z.strictObject({ role: z.enum(['user', 'model']).optional(), parts: z.array(Part) });

const GenerationConfig = z.strictObject({
  responseModalities: z.array(z.enum(['TEXT', 'IMAGE'])).optional(),
  candidateCount: z.int().optional(),
  maxOutputTokens: z.int().optional(),
  seed: z.int().min(-LARGEST_INT32).max(LARGEST_INT32).optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  thinkingConfig: z
    .strictObject({ thinkingLevel: z.string().optional(), includeThoughts: z.boolean().optional() })
    .optional(),
  imageConfig: z
    .strictObject({ aspectRatio: z.string().optional(), imageSize: z.string().optional() })
    .optional(),
});

/** Body of `generateContent`, reduced to the fields that image models accept. */
const Body = z.strictObject({
  contents: z.array(Content),
  systemInstruction: Content.optional(),
  safetySettings: z.array(z.strictObject({ category: z.string(), threshold: z.string() })).optional(),
  serviceTier: z.enum(['standard', 'flex', 'priority']).optional(),
  store: z.boolean().optional(),
  generationConfig: GenerationConfig.optional(),
});

type Body = z.infer<typeof Body>;

/** A valid request. */
export interface Input {
  readonly prompt: string;
  readonly pictures: readonly Buffer[];
  readonly ratio: string | null;
  readonly size: string | null;
  readonly seed: number | null;
  readonly showsThoughts: boolean;
}

/** Parses a request, or returns the error response. As with Google, an unknown field is an error. */
export async function inputOf(json: unknown, model: GeminiModel): Promise<Input | Reply> {
  const parsed = Body.safeParse(inCamelCase(json));
  if (!parsed.success) {
    return misfit(parsed.error.issues[0]);
  }
  const body = parsed.data;
  const parts = body.contents.flatMap((content) => content.parts);
  const fault = faultInParts(parts) ?? faultInConfig(body.generationConfig ?? {}, model);
  if (fault !== null) {
    return fault;
  }
  const pictures = parts.flatMap(({ inlineData }) =>
    inlineData === undefined ? [] : [Buffer.from(inlineData.data, 'base64')],
  );
  const sizes = await Promise.allSettled(pictures.map(extentOf));
  return sizes.some(({ status }) => status === 'rejected')
    ? invalidArgument(
        'Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
      )
    : understood(body, pictures);
}

function understood({ contents, generationConfig = {} }: Body, pictures: readonly Buffer[]): Input {
  const { imageConfig, seed, thinkingConfig } = generationConfig;
  const texts = contents.flatMap(({ parts }) => parts.flatMap(({ text }) => text ?? []));
  return {
    prompt: texts.join('\n'),
    pictures,
    ratio: imageConfig?.aspectRatio ?? null,
    size: imageConfig?.imageSize ?? null,
    seed: seed ?? null,
    showsThoughts: thinkingConfig?.includeThoughts === true,
  };
}

/** Describes a wrong value as Google's JSON parser does. */
function misfit(issue: z.core.$ZodIssue | undefined): Reply {
  const place =
    issue?.path
      .filter((step) => typeof step === 'string')
      .map(snakeCase)
      .join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    return unknownField(issue.keys[0] ?? '', place);
  }
  return invalidArgument(`Invalid value at '${place}'`, [
    { type: 'BadRequest', fieldViolations: [{ field: place, description: `Invalid value at '${place}'` }] },
  ]);
}

/** Google accepts field names in camel case and snake case; its Python client mixes both. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inCamelCase);
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [camelCase(name), inCamelCase(one)]))
    : value;
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function faultInParts(parts: readonly z.infer<typeof Part>[]): Reply | null {
  if (parts.length === 0) {
    return invalidArgument('* GenerateContentRequest.contents: contents is not specified');
  }
  if (parts.some(({ text, inlineData }) => text === undefined && inlineData === undefined)) {
    return invalidArgument(
      "* GenerateContentRequest.contents[0].parts[0].data: required oneof field 'data' must have one initialized field",
    );
  }
  const pictures = parts.flatMap(({ inlineData }) => inlineData ?? []);
  const stranger = pictures.find(({ mimeType }) => !MIME_TYPES.includes(mimeType));
  if (stranger !== undefined) {
    return invalidArgument(`Unsupported MIME type: ${stranger.mimeType}`);
  }
  return pictures.length > MOST_PICTURES
    ? invalidArgument(`Please use at most ${MOST_PICTURES} images: ${pictures.length} were given.`)
    : null;
}

function faultInConfig(config: z.infer<typeof GenerationConfig>, model: GeminiModel): Reply | null {
  const { aspectRatio, imageSize } = config.imageConfig ?? {};
  const level = config.thinkingConfig?.thinkingLevel;
  if ((config.candidateCount ?? 1) !== 1) {
    return invalidArgument('Multiple candidates is not enabled for this model');
  }
  if (aspectRatio !== undefined && !model.ratios.includes(aspectRatio)) {
    return invalidArgument(`aspect_ratio must be one of ${model.ratios.join(', ')}.`);
  }
  if (imageSize !== undefined && !model.sizes.includes(imageSize)) {
    return invalidArgument(`image_size ${imageSize} is not supported by this model.`);
  }
  return level !== undefined && !model.thinkingLevels.includes(level)
    ? invalidArgument(`Thinking level ${level} is not supported for this model.`)
    : null;
}

import type { Reply } from '../kit/index.js';
import { type GeminiModel, USUAL_SIZE } from './catalogue.js';
import type { Input } from './input.js';
import type { Scenario } from './scenarios.js';

const CHARACTERS_PER_TOKEN = 4;
const THOUGHT_TOKENS = 231;
const SIGNATURE = Buffer.from('signature').toString('base64');

/** A request, and what is needed to respond to it. */
export interface Asked {
  readonly name: string;
  readonly model: GeminiModel;
  readonly input: Input;
  readonly scenario: Scenario;
  readonly responseId: string;
}

/** Response with images; a draft comes first, the finished image last. */
export function imagesAnswer(asked: Asked, pictures: readonly Buffer[], mimeType: string): unknown {
  const { showsThoughts } = asked.input;
  const { draft } = asked.scenario;
  const parts = pictures.map((picture, index) => ({
    inlineData: { mimeType, data: picture.toString('base64') },
    ...(draft === 'thought' && index < pictures.length - 1
      ? { thought: true }
      : { thoughtSignature: SIGNATURE }),
  }));
  return envelope(asked, pictures.length, {
    content: {
      role: 'model',
      parts: [
        ...(showsThoughts ? [{ text: 'A fox, seen from the left.', thought: true }] : []),
        { text: 'Here it is.' },
        ...parts,
      ],
    },
    finishReason: 'STOP',
  });
}

/** Response without an image, after the model has worked on the prompt. */
export function answerWithoutImage(asked: Asked, finishReason: string): Reply {
  const words = 'I cannot create this image. Describe something else, please.';
  const content = asked.scenario.isText
    ? { role: 'model', parts: [{ text: words, thoughtSignature: SIGNATURE }] }
    : { role: 'model' };
  const told =
    finishReason === 'STOP'
      ? {}
      : { finishMessage: `Unable to show the generated image. Support code: 1234.` };
  return { status: 200, body: envelope(asked, 0, { content, finishReason, ...told }) };
}

function envelope(asked: Asked, images: number, candidate: object): unknown {
  return {
    candidates: [{ ...candidate, index: 0 }],
    usageMetadata: usageOf(asked, images),
    modelVersion: asked.name,
    responseId: asked.responseId,
  };
}

/** Thinking is billed whether or not the thoughts are returned. */
function usageOf({ model, input, scenario }: Asked, images: number): unknown {
  const text = Math.ceil(input.prompt.length / CHARACTERS_PER_TOKEN);
  const shown = input.pictures.length * model.inputTokens;
  const painted = images * (model.outputTokens[input.size ?? USUAL_SIZE] ?? 0);
  const said = scenario.isText ? 15 : 0;
  const thoughts = model.sizes.length === 0 ? 0 : THOUGHT_TOKENS;
  return {
    promptTokenCount: text + shown,
    ...(painted + said === 0 ? {} : { candidatesTokenCount: painted + said }),
    totalTokenCount: text + shown + painted + said + thoughts,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: text },
      ...(shown === 0 ? [] : [{ modality: 'IMAGE', tokenCount: shown }]),
    ],
    ...(painted === 0 ? {} : { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: painted }] }),
    ...(thoughts === 0 ? {} : { thoughtsTokenCount: thoughts }),
  };
}

import { BridgeError, type Degradation } from '@fusionbridge/core';

/** A body as far as it may ask for what nobody can give. */
interface Asking {
  readonly style?: string | undefined;
  readonly background?: string | undefined;
  readonly moderation?: string | undefined;
  /** Only of a body without a picture to start from. */
  readonly strength?: number | undefined;
}

const NO_FIELD = 'no provider has a field for it';

/** Fields that are taken because clients send them and that nobody can honour, with the values that mean nothing. */
const UNHONOURED: readonly {
  readonly field: keyof Asking;
  readonly harmless: readonly string[];
  readonly why: string;
}[] = [
  { field: 'style', harmless: ['auto', ''], why: NO_FIELD },
  { field: 'background', harmless: ['auto', 'opaque', ''], why: 'pictures are painted without transparency' },
  { field: 'moderation', harmless: ['auto', ''], why: 'each provider moderates by its own rules' },
  { field: 'strength', harmless: [], why: 'there is no picture to start from' },
];

/**
 * What the body asks for beyond what any provider is told (promise 2).
 * @throws BridgeError `unsupported` when the client wants all or nothing
 */
export function leftOutOf(body: Asking, isStrict: boolean): Degradation[] {
  const notes = UNHONOURED.flatMap(({ field, harmless, why }) => {
    const asked = body[field];
    return asked === undefined || harmless.includes(String(asked))
      ? []
      : [{ field, asked: String(asked), given: 'dropped', why }];
  });
  const [first] = notes;
  if (isStrict && first !== undefined) {
    throw new BridgeError({
      kind: 'unsupported',
      field: first.field,
      message: `The request cannot be honoured whole: ${notes.map((one) => `${one.field} ${one.asked} (${one.why})`).join('; ')}. Leave it out, or send fidelity "report".`,
    });
  }
  return notes;
}

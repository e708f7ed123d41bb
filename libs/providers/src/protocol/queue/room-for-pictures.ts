import { type AttemptContext, ProviderError } from '@fusionbridge/core';
import { unlessAborted } from '@fusionbridge/http';

/**
 * For answers that hold addresses only: room is needed for what is behind them.
 * @throws ProviderError `cancelled`, `accepted`: the pictures are done by then
 */
export async function roomForPictures(provider: string, context: AttemptContext): Promise<void> {
  try {
    await unlessAborted(context.signal, context.beforePictures());
  } catch {
    throw new ProviderError({
      provider,
      kind: 'cancelled',
      outcome: 'accepted',
      message: `${provider} was stopped`,
    });
  }
}

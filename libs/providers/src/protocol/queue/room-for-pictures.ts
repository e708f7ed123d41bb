import { type AttemptContext, ProviderError, unlessAborted } from '@fusionbridge/core';

/**
 * For answers that hold addresses only: room is needed for what is behind them.
 * @throws ProviderError `cancelled`, `accepted`: the pictures are done by then
 */
export async function roomForPictures(provider: string, context: AttemptContext): Promise<void> {
  try {
    await unlessAborted(context.beforePictures(), context.signal);
  } catch {
    throw new ProviderError({
      provider,
      kind: 'cancelled',
      outcome: 'accepted',
      message: `${provider} was stopped`,
    });
  }
}

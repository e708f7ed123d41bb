import type { Attempt } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';

/** Says which jobs the next run of the bridge can finish without buying anything. */
@Injectable()
export class Resumable {
  constructor(private readonly registry: ProviderRegistry) {}

  /** Whether some order of the job can be asked about at its vendor and may have bought pictures that are not kept yet. */
  has(attempts: readonly Attempt[]): boolean {
    return attempts.some(
      ({ provider, taskId, outcome }) =>
        taskId !== null && outcome !== 'rejected' && outcome !== 'not_sent' && this.canFollow(provider),
    );
  }

  private canFollow(id: string): boolean {
    const provider = this.registry.find(id);
    return provider?.follow !== undefined && provider.configured() === true;
  }
}

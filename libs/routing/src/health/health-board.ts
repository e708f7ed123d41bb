import type { ProviderError } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { CandidateHealth } from './candidate-health.js';
import { Circuit, type Rest } from './circuit.js';
import { rememberedError } from './remembered-error.js';
import { blameFor } from './rest.js';
import { RoutingEnv } from '../routing.env.js';

const PROBE_MS = 5000;

/** A provider and its name of the model. */
export interface Place {
  readonly provider: string;
  readonly vendorModel: string;
}

/** Health of one provider and model: its statistics, and the reason for its cooldown, if any. */
export interface PlaceHealth {
  readonly record: CandidateHealth;
  readonly rest: Rest | null;
}

/** Health of every provider and model since the start of the bridge or the last reset. */
@Injectable()
export class HealthBoard implements OnModuleDestroy {
  private readonly logger = new Logger('Routing');
  private readonly records = new Map<string, { readonly place: Place; readonly record: CandidateHealth }>();
  private readonly circuits = new Map<string, Circuit>();

  constructor(
    private readonly settings: CurrentSettings,
    private readonly registry: ProviderRegistry,
  ) {
    registry.onReplaced((id) => this.forgetProvider(id));
  }

  onModuleDestroy(): void {
    this.forget();
  }

  /**
   * A provider and model that was never called has empty statistics. A cooldown of the account takes precedence over
   * the model's, because it affects all models of the provider.
   */
  of(place: Place): PlaceHealth {
    return {
      record: this.records.get(keyOf(place))?.record ?? new CandidateHealth(),
      rest: this.circuits.get(place.provider)?.rest ?? this.circuits.get(keyOf(place))?.rest ?? null,
    };
  }

  /** Every provider and model called since the start. */
  asked(): readonly Place[] {
    return [...this.records.values()].map(({ place }) => place);
  }

  /** @returns a callback for the end of the call: null means success, followed by the cost, if known. */
  begin(place: Place): (error: ProviderError | null, usd: number | null) => void {
    const ended = this.recordOf(place).begin();
    return (failure, usd) => {
      const error = failure === null ? null : rememberedError(failure);
      ended(error === null ? { usd } : { error, usd });
      this.judge(place, error);
    };
  }

  /** Clears all statistics; calls in progress are not counted when they end. */
  forget(): void {
    this.circuits.forEach((circuit) => circuit.dispose());
    this.circuits.clear();
    this.records.clear();
  }

  /** Statistics collected under a provider's previous settings no longer apply. */
  private forgetProvider(id: string): void {
    for (const [key, circuit] of this.circuits) {
      if (key === id || key.startsWith(`${id} `)) {
        circuit.dispose();
        this.circuits.delete(key);
      }
    }
  }

  private judge(place: Place, error: ProviderError | null): void {
    if (error === null) {
      this.circuitOf(place.provider, place).succeeded();
      this.circuitOf(keyOf(place), place).succeeded();
      return;
    }
    if (error.setting !== null) {
      const check = error.message.includes(error.setting) ? '' : ` (check ${error.setting})`;
      this.logger.warn(`${error.message}${check}`);
    }
    const blame = blameFor(error);
    if (blame !== 'nobody') {
      this.circuitOf(blame === 'account' ? place.provider : keyOf(place), place).failed(error);
    }
  }

  private recordOf(place: Place): CandidateHealth {
    const key = keyOf(place);
    const known = this.records.get(key)?.record;
    if (known !== undefined) {
      return known;
    }
    const record = new CandidateHealth();
    // Copy only the two names: callers pass a whole candidate, which would keep its request's pictures in memory.
    const { provider, vendorModel } = place;
    this.records.set(key, { place: { provider, vendorModel }, record });
    return record;
  }

  private circuitOf(key: string, { provider }: Place): Circuit {
    const known = this.circuits.get(key);
    if (known !== undefined) {
      return known;
    }
    const { CIRCUIT_FAILURES: failures, CIRCUIT_REST_SECONDS: seconds } = this.settings.section(RoutingEnv);
    const circuit = new Circuit({
      failures,
      firstRestMs: seconds * 1000,
      probe: () => this.probe(provider),
    });
    this.circuits.set(key, circuit);
    return circuit;
  }

  private async probe(id: string): Promise<void> {
    const result = await this.registry.find(id)?.probe(AbortSignal.timeout(PROBE_MS));
    const { reachable = false, message = 'no such provider' } = result ?? {};
    this.logger.log(`${id} was resting; a probe says: ${message}`);
    if (!reachable) {
      throw new Error(message);
    }
  }
}

function keyOf({ provider, vendorModel }: Place): string {
  return `${provider} ${vendorModel}`;
}

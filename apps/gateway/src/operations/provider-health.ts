import { HealthBoard } from '@fusionbridge/routing';
import { Injectable } from '@nestjs/common';
import { isoTime } from './iso-time.js';
import type { PlaceStatus } from './operations.dto.js';

/** Statistics of the providers for `GET /status`. */
@Injectable()
export class ProviderHealth {
  constructor(private readonly board: HealthBoard) {}

  /** One for each model that was asked of the provider, by name. */
  modelsOf(provider: string): PlaceStatus[] {
    return this.board
      .asked()
      .filter((place) => place.provider === provider)
      .map((place) => this.statusOf(place.provider, place.vendorModel))
      .toSorted((a, b) => (a.model < b.model ? -1 : 1));
  }

  /** Circuits close and records are empty again. */
  forget(): void {
    this.board.forget();
  }

  private statusOf(provider: string, vendorModel: string): PlaceStatus {
    const { record, rest } = this.board.of({ provider, vendorModel });
    const { lastError } = record;
    return {
      model: vendorModel,
      circuit: rest === null ? 'closed' : 'open',
      rest: rest === null ? null : { until: isoTime(rest.until), because: rest.because.message },
      success_rate: Math.round(record.successRate * 1000) / 1000,
      p50_seconds: seconds(record.percentile(0.5)),
      p95_seconds: seconds(record.percentile(0.95)),
      in_flight: record.inFlight,
      last_error:
        lastError === null
          ? null
          : {
              at: isoTime(lastError.at),
              kind: lastError.error.kind,
              message: lastError.error.message,
              setting: lastError.error.setting,
            },
    };
  }
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000;
}

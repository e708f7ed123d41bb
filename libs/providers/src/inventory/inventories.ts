import { doneWithin, type ImageProvider } from '@fusionbridge/core';
import { Injectable, Logger } from '@nestjs/common';
import { ProviderRegistry } from '../provider-registry.js';

/** An inventory that was read longer ago is read again before a plan counts with it. */
const FRESH_MS = 10_000;
/** A server that did not tell is not asked again for this long. */
const RETRY_MS = 60_000;
/** Plans wait no longer for inventories; what comes later counts for the next plan. */
const LONGEST_WAIT_MS = 1000;
/** For one server to tell everything. */
const TIMEOUT_MS = 15_000;

interface Reading {
  /** Unix milliseconds. */
  readonly nextAt: number;
  /** null when it is over. */
  readonly running: Promise<void> | null;
}

/** Keeps what servers say they have up to date, for as long as somebody plans with it. */
@Injectable()
export class Inventories {
  private readonly logger = new Logger(Inventories.name);
  private readonly readings = new Map<string, Reading>();

  constructor(private readonly registry: ProviderRegistry) {
    registry.onReplaced((id) => this.readings.delete(id));
  }

  /** Reads the inventories of these providers that are old. Resolves after a second at the latest; never rejects. */
  async refresh(providerIds: readonly string[]): Promise<void> {
    const running = providerIds.flatMap((id) => this.reading(this.registry.find(id)) ?? []);
    if (running.length > 0) {
      await doneWithin(Promise.all(running), LONGEST_WAIT_MS);
    }
  }

  /** Reads all of them anew when they are needed next. */
  forget(): void {
    this.readings.clear();
  }

  private reading(provider: ImageProvider | null): Promise<void> | null {
    if (provider?.inventory === undefined || provider.configured() !== true) {
      return null;
    }
    const last = this.readings.get(provider.id);
    if (last !== undefined && (last.running !== null || last.nextAt > Date.now())) {
      return last.running;
    }
    const running: Promise<void> = provider.inventory(AbortSignal.timeout(TIMEOUT_MS)).then(
      () => this.end(provider.id, running, FRESH_MS),
      (error: unknown) => {
        this.logger.debug(`${provider.id} does not tell what it has: ${String(error)}`);
        this.end(provider.id, running, RETRY_MS);
      },
    );
    this.readings.set(provider.id, { nextAt: Number.POSITIVE_INFINITY, running });
    return running;
  }

  /** A reading that was forgotten meanwhile says nothing about the provider of now. */
  private end(id: string, running: Promise<void>, pauseMs: number): void {
    if (this.readings.get(id)?.running === running) {
      this.readings.set(id, { nextAt: Date.now() + pauseMs, running: null });
    }
  }
}

import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings } from '@fusionbridge/settings';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/** Logs at startup which inherited files are used, and what the settings leave incomplete. */
@Injectable()
export class StartNotes implements OnApplicationBootstrap {
  private readonly logger = new Logger('Settings');

  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
  ) {}

  onApplicationBootstrap(): void {
    for (const name of this.settings.inherited) {
      this.logger.log(`${name} was found in the working folder and is used`);
    }
    for (const provider of this.registry.all()) {
      const hints = provider.configured() === true ? (provider.hints?.() ?? []) : [];
      hints.forEach((hint) => this.logger.warn(`${provider.id}: ${hint}`));
    }
  }
}

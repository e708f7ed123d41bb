import {
  address,
  matching,
  seconds,
  Setting,
  SettingsSection,
  text,
  wholeNumber,
} from '@fusionbridge/settings';

/** Replicate. */
@SettingsSection('Replicate')
export class ReplicateEnv {
  @Setting('Token from replicate.com/account/api-tokens; begins with `r8_`', text())
  REPLICATE_API_TOKEN?: string = undefined;

  @Setting('Address up to and including `/v1`', address({ version: 'v1' }))
  REPLICATE_BASE_URL: string = 'https://api.replicate.com/v1';

  @Setting(
    'Model for chains that name none',
    matching(/^[\w.-]+\/[\w.-]+(?::[0-9a-f]{64})?$/, 'owner/model, or owner/model:version'),
  )
  REPLICATE_MODEL: string = 'black-forest-labs/flux-dev-lora';

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  REPLICATE_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image; a lower limit of the model wins', wholeNumber({ from: 0 }))
  MAXLORAS_REPLICATE: number = 2;
}

import {
  address,
  matching,
  onOrOff,
  seconds,
  Setting,
  SettingsSection,
  text,
  wholeNumber,
} from '@fusionbridge/settings';

/** Pixel Dojo. */
@SettingsSection('Pixel Dojo')
export class PixelDojoEnv {
  @Setting('Key from pixeldojo.ai/api-platform; begins with `pd_`', text())
  PIXELDOJO_API_KEY?: string = undefined;

  @Setting('Address up to and including `/api/v1`', address({ version: 'api/v1' }))
  PIXELDOJO_ENDPOINT: string = 'https://pixeldojo.ai/api/v1';

  @Setting(
    'Model for chains that name none: `flux` if not set, with the old API `flux-dev-single-lora`',
    matching(/^[\w.-]+$/, 'the id of a model'),
  )
  PIXELDOJO_MODEL?: string = undefined;

  @Setting('Uses the API from before 2026: one call to `/flux`, answered with the images', onOrOff)
  PIXELDOJO_LEGACY_API: boolean = false;

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  PIXELDOJO_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image; a lower limit of the model wins', wholeNumber({ from: 0 }))
  MAXLORAS_PIXELDOJO: number = 1;
}

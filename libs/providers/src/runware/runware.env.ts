import {
  address,
  matching,
  onOrOff,
  path,
  seconds,
  Setting,
  SettingsSection,
  text,
  wholeNumber,
} from '@fusionbridge/settings';

/** Runware. */
@SettingsSection('Runware')
export class RunwareEnv {
  @Setting('Key from my.runware.ai', text())
  RUNWARE_API_KEY?: string = undefined;

  @Setting('Address up to and including `/v1`', address({ version: 'v1' }))
  RUNWARE_ENDPOINT: string = 'https://api.runware.ai/v1';

  @Setting(
    'Model for chains that name none',
    matching(/^[\w.-]+:[\w.-]+@[\w.-]+$/, 'an AIR id such as runware:101@1'),
  )
  RUNWARE_MODEL: string = 'runware:101@1';

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  RUNWARE_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image', wholeNumber({ from: 0 }))
  MAXLORAS_RUNWARE: number = 12;

  @Setting(
    "First part of your account's AIR ids: LoRAs given by URL are uploaded under it, and dropped without it",
    matching(/^[\w.-]+$/, 'letters, digits, dots and dashes'),
  )
  RUNWARE_AIR_SOURCE?: string = undefined;

  @Setting('LoRAs that the Flux LoRA Bridge has uploaded already; the file may be missing', path)
  RUNWARE_LORA_MAPPING_PATH: string = 'runware_lora_mapping.json';

  @Setting('How long an image waits for the upload of a LoRA before it is generated without it', seconds)
  RUNWARE_UPLOAD_TIMEOUT_SECONDS: number = 240;

  @Setting('Lets Runware look for adult content; an image that it flags is refused', onOrOff)
  RUNWARE_CHECK_CONTENT: boolean = false;

  @Setting('Sends source and mask as top-level fields, as Runware took them until 2026', onOrOff)
  RUNWARE_LEGACY_MEDIA_FIELDS: boolean = false;
}

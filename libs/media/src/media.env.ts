import { seconds, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

/** Limits of images. */
@SettingsSection('Limits of images')
export class MediaEnv {
  @Setting('Width × height, checked in the header before anything is decoded', wholeNumber({ from: 4096 }), {
    restart: true,
  })
  MAX_PIXELS: number = 33_554_432;

  @Setting('Bytes of one image', wholeNumber({ from: 1024 }), { restart: true })
  MAX_PICTURE_BYTES: number = 67_108_864;

  @Setting('Time limit of one download, redirects included', seconds, { restart: true })
  FETCH_TIMEOUT_SECONDS: number = 60;
}

import { amount, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

/** Limits of request bodies. */
@SettingsSection('Limits of requests')
export class BodiesEnv {
  @Setting('Bytes of one request', wholeNumber({ from: 1024 }), { restart: true })
  MAX_BODY_BYTES: number = 134_217_728;

  @Setting('Time limit for the body of a request to arrive', amount('seconds', { from: 0.01 }), {
    restart: true,
  })
  UPLOAD_TIMEOUT_SECONDS: number = 300;
}

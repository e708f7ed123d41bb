import {
  address,
  matching,
  oneOf,
  onOrOff,
  Setting,
  SettingsSection,
  text,
  wholeNumber,
} from '@fusionbridge/settings';

const DELIVERIES = ['proxied', 'presigned'] as const;

/** A bucket for the images, at Amazon or any other S3-compatible server. Without it they are kept on disk. */
@SettingsSection('S3 bucket for images, instead of a folder')
export class S3Env {
  @Setting("Address of the server; Amazon's own for `S3_REGION` if not set", address(), { restart: true })
  S3_ENDPOINT?: string = undefined;

  @Setting(
    'Name of the bucket; both keys are needed with it: [pictures.md](pictures.md)',
    matching(/^[\w][\w.-]{1,253}\w$/, "a bucket's name"),
    { restart: true },
  )
  S3_BUCKET?: string = undefined;

  @Setting('Region of the bucket', matching(/^[\w-]+$/, "a region's name"), { restart: true })
  S3_REGION: string = 'us-east-1';

  @Setting('Id of the access key', text(), { restart: true })
  S3_ACCESS_KEY_ID?: string = undefined;

  @Setting('Secret of the access key', text(), { restart: true })
  S3_SECRET_ACCESS_KEY?: string = undefined;

  @Setting(
    'Folder in the bucket; its root if not set',
    matching(
      /^(?!.*(^|\/)\.{1,2}(\/|$))[\w.-]+(\/[\w.-]+)*\/?$/,
      'folders of letters, digits, . _ and -, as in pictures/bridge',
    ),
    { restart: true },
  )
  S3_PREFIX?: string = undefined;

  @Setting(
    'The bucket is part of the path, not of the host name; `true` if not set while `S3_ENDPOINT` is',
    onOrOff,
    { restart: true },
  )
  S3_FORCE_PATH_STYLE?: boolean = undefined;

  @Setting('`presigned` redirects clients to the bucket for an image', oneOf(DELIVERIES), { restart: true })
  S3_DELIVERY: (typeof DELIVERIES)[number] = 'proxied';

  @Setting('Address under which clients reach the bucket, if it is another one; for `presigned`', address(), {
    restart: true,
  })
  S3_PUBLIC_ENDPOINT?: string = undefined;

  @Setting(
    'How long a presigned URL is valid',
    wholeNumber({ from: 60, to: 604_800 }, 'seconds, a whole number from 60 to 604800'),
    { restart: true },
  )
  S3_LINK_SECONDS: number = 3600;

  @Setting(
    'Time limit of one call, its retries included; an upload or download only has to make progress in that time',
    wholeNumber({ from: 1, to: 3600 }, 'seconds, a whole number from 1 to 3600'),
    { restart: true },
  )
  S3_TIMEOUT_SECONDS: number = 60;
}

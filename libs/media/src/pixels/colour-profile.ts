const NAME = 'sRGB';

/** Whether an ICC profile says that it is sRGB, in ASCII (version 2) or UTF-16 (version 4). */
export function isSrgbProfile(profile: Buffer): boolean {
  return profile.includes(NAME) || profile.includes(Buffer.from(NAME, 'utf16le').swap16());
}

/** The JSON object of a request. */
export type Fields = Readonly<Record<string, unknown>>;

export type PictureFormat = 'png' | 'jpeg' | 'webp';

/** A number of a request, or what the vendor uses without one. */
export function numberIn(fields: Fields, name: string, usual: number): number {
  const value = fields[name];
  return typeof value === 'number' ? value : usual;
}

/** The format that `name` stands for, `jpg` included, or what the vendor uses for any other value. */
export function formatIn(name: unknown, usual: PictureFormat): PictureFormat {
  switch (name) {
    case 'png':
    case 'jpeg':
    case 'webp':
      return name;
    case 'jpg':
      return 'jpeg';
    default:
      return usual;
  }
}

/** The usual ending of a file in that format. */
export function endingOf(format: PictureFormat): 'png' | 'jpg' | 'webp' {
  return format === 'jpeg' ? 'jpg' : format;
}

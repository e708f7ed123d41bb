const LAST_BLANK = 0x20;

/** Space, tab, line feed and carriage return: the blanks of JSON, and those found in base64 texts. */
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

export function isBlank(byte: number): boolean {
  return byte <= LAST_BLANK && BLANKS.includes(byte);
}

/** Whether `text` has more than `most` blanks. Searches from one to the next, because there are usually few. */
export function hasMoreBlanks(text: Buffer, most: number): boolean {
  let count = 0;
  for (const blank of BLANKS) {
    for (let at = text.indexOf(blank); at !== -1; at = text.indexOf(blank, at + 1)) {
      count += 1;
      if (count > most) {
        return true;
      }
    }
  }
  return false;
}
